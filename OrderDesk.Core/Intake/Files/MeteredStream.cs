using System.Security.Cryptography;
using OrderDesk.Core.Shared;

namespace OrderDesk.Core.Intake.Files;

/// <summary>Reads through, counting the bytes against a limit and, where asked, taking their SHA-256.</summary>
internal sealed class MeteredStream(Stream inner, long limit, Func<long, Error> refusal, IncrementalHash? hash = null) : Stream
{
    private long _bytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _bytes += read;
        if (_bytes > limit)
        {
            throw new OrderFileRefusal(refusal(limit));
        }

        hash?.AppendData(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
