"""Two live test pictures over RTSP on loopback, for who knows the password: /h264 and /mjpeg, 320 x 240, 10 frames a second. Argument: the port."""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(sys.argv[1])

auth = GstRtspServer.RTSPAuth()
token = GstRtspServer.RTSPToken()
token.set_string("media.factory.role", "viewer")
auth.add_basic(GstRtspServer.RTSPAuth.make_basic("viewer", "s3cret"), token)
server.set_auth(auth)

source = "videotestsrc is-live=true pattern=ball background-color=0xff404040 ! video/x-raw,format=I420,width=320,height=240,framerate=10/1"
for path, coding in {
    "/h264": "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=10 ! rtph264pay name=pay0 pt=96",
    "/mjpeg": "jpegenc ! rtpjpegpay name=pay0 pt=26",
}.items():
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(f"( {source} ! {coding} )")
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_role("viewer")
    permissions.add_permission_for_role("viewer", "media.factory.access", True)
    permissions.add_permission_for_role("viewer", "media.factory.construct", True)
    factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)

if not server.attach(None):
    sys.exit(f"port {sys.argv[1]} is in use")
GLib.MainLoop().run()
