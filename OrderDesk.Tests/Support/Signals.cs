using System.Runtime.InteropServices;

namespace OrderDesk.Tests.Support;

/// <summary>Signals to one process, by its id.</summary>
public static class Signals
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>Ends it at once; it cannot tidy up.</summary>
    public static void Kill(int pid) => Send(pid, SigKill);

    /// <summary>Asks it to stop.</summary>
    public static void Terminate(int pid) => Send(pid, SigTerm);

    /// <summary>Freezes it where it is.</summary>
    public static void Pause(int pid) => Send(pid, SigStop);

    /// <summary>Lets a frozen one go on.</summary>
    public static void Continue(int pid) => Send(pid, SigCont);

    private static void Send(int pid, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pid, 2);
        if (SendSignal(pid, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} did not reach process {pid}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SendSignal(int pid, int signal);
}
