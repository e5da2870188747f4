using System.Text;
using CsvHelper;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Carries the reason up out of the stream when a file turns out to be unreadable in the middle; <see cref="OrderFile"/> answers with it.</summary>
internal sealed class OrderFileRefusal(Error error) : Exception(error.Code)
{
    /// <summary>Why the file is refused.</summary>
    public Error Error { get; } = error;

    /// <summary>What a failure below means for the sender of the file, or null where it is not the file's fault.</summary>
    public static Error? Explain(Exception failure, int line, string encoding, ImportLimits limits) => failure switch
    {
        OrderFileRefusal refusal => refusal.Error,
        MaxFieldSizeException => OrderFileErrors.FieldTooLong(line, limits.FieldLength),
        DecoderFallbackException => OrderFileErrors.BrokenEncoding(line, encoding),
        InvalidDataException => OrderFileErrors.BrokenPacking(),
        CsvHelperException { InnerException: { } inner } => Explain(inner, line, encoding, limits),
        _ => null,
    };
}
