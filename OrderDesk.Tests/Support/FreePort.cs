using System.Net;
using System.Net.Sockets;

namespace OrderDesk.Tests.Support;

/// <summary>A loopback port nobody listens on.</summary>
public static class FreePort
{
    private static readonly HashSet<int> Given = [];
    private static readonly Lock Gate = new();

    /// <summary>A free port, never the same twice in one test run.</summary>
    public static int Take()
    {
        lock (Gate)
        {
            for (var tries = 0; tries < 100; tries++)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }

        throw new InvalidOperationException("No free loopback port was found.");
    }
}
