using System.Text;
using QRCoder;

namespace OrderDesk.Web.Account;

/// <summary>Draws the address of a second factor for the authenticator app.</summary>
internal static class QrPicture
{
    public static string DataUri(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.GetGraphic(4)));
    }
}
