namespace OrderDesk.Core.Intake.Files;

/// <summary>
/// How much bytes read like Chinese in one double-byte encoding: the share of character pairs that fall into the few thousand
/// everyday characters and punctuation (GB 2312 level 1: lead B0–D7; Big5 level 1: lead A4–C6). It counts only if no pair is
/// broken, at least seven in ten are everyday ones, and at least one in four directly follows another pair: Chinese comes in
/// words, while an accented letter of a Western text stands alone between plain ones.
/// </summary>
internal sealed class ChineseText
{
    private readonly bool _big5;
    private byte _lead;
    private int _fourByte;
    private bool _afterPair;
    private long _pairs;
    private long _everyday;
    private long _following;
    private bool _broken;

    private ChineseText(bool big5) => _big5 = big5;

    /// <summary>The share of everyday characters, 0 where the text is not Chinese in this encoding.</summary>
    public double Share =>
        _broken || _lead != 0 || _pairs == 0 || _everyday * 10 < _pairs * 7 || _following * 4 < _pairs ? 0 : (double)_everyday / _pairs;

    public static ChineseText InGb18030() => new(false);

    public static ChineseText InBig5() => new(true);

    public void Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (_broken)
            {
                return;
            }

            Take(value);
        }
    }

    private void Take(byte value)
    {
        if (_fourByte > 0)
        {
            var expected = _fourByte == 2 ? value is >= 0x81 and <= 0xFE : value is >= 0x30 and <= 0x39;
            _broken = !expected;
            _fourByte--;
            if (_fourByte == 0)
            {
                Count(everyday: false);
            }
        }
        else if (_lead != 0)
        {
            TakeTrail(value);
        }
        else if (value < 0x80)
        {
            _afterPair = false;
        }
        else
        {
            _broken = value is 0x80 or 0xFF;
            _lead = value;
        }
    }

    private void TakeTrail(byte value)
    {
        if (!_big5 && value is >= 0x30 and <= 0x39)
        {
            _fourByte = 2;
            _lead = 0;
            return;
        }

        var high = value is >= 0xA1 and <= 0xFE;
        var valid = high || value is >= 0x40 and <= 0x7E || (!_big5 && value is >= 0x80 and <= 0xA0);
        if (!valid)
        {
            _broken = true;
            return;
        }

        var everydayLead = _big5 ? _lead is >= 0xA4 and <= 0xC6 : _lead is >= 0xB0 and <= 0xD7 && high;
        var punctuation = _lead is >= 0xA1 and <= 0xA3 && (_big5 || high);
        Count(everydayLead || punctuation);
        _lead = 0;
    }

    private void Count(bool everyday)
    {
        _pairs++;
        _everyday += everyday ? 1 : 0;
        _following += _afterPair ? 1 : 0;
        _afterPair = true;
    }
}
