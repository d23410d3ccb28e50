namespace Solutions.Edge.ControlRoom.Devices.Pages;

/// <summary>A part of a device's page that another slice gives.</summary>
/// <param name="Component">Takes the device's id as its parameter <c>Device</c>.</param>
internal sealed record DeviceSection(Type Component);
