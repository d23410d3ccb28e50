// A clip file: eight bytes of signature, then of each frame its capture time (int64, Unix ms), its length (int32), big-endian, and the JPEG.

const signature = 'SEclip1\n';
const headerBytes = 12;

/** The frames that are whole, oldest first: a clip that is still arriving ends anywhere. */
export function framesOf(bytes) {
  if (bytes.length >= signature.length && new TextDecoder().decode(bytes.subarray(0, signature.length)) !== signature) throw new Error('This is no clip.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = [];
  for (let at = signature.length; at + headerBytes <= bytes.length;) {
    const end = at + headerBytes + view.getUint32(at + 8);
    if (end > bytes.length) break;
    frames.push({ t: Number(view.getBigInt64(at)), jpeg: bytes.subarray(at + headerBytes, end) });
    at = end;
  }
  return frames;
}

/** The frame that is seen at an instant. */
export const frameAt = (frames, t) => frames.findLast(f => f.t <= t) ?? frames[0];
