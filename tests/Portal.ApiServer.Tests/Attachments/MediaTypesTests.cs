using System.Text;
using Portal.ApiServer.Attachments;

namespace Portal.ApiServer.Tests.Attachments;

public sealed class MediaTypesTests
{
    [Theory]
    [InlineData("%PDF-1.4", "application/pdf")]
    [InlineData("\u0089PNG\r\n\u001a\n", "image/png")]
    [InlineData("\u00ff\u00d8\u00ff\u00e0", "image/jpeg")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("RIFF....WEBP", "image/webp")]
    [InlineData("RIFF....WAVE", "audio/wav")]
    [InlineData("RIFF....AVI ", "text/plain")]
    [InlineData("II*\0", "image/tiff")]
    [InlineData("MM\0*", "image/tiff")]
    [InlineData("BM....\0\0\0\0......", "image/bmp")]
    [InlineData("PK\u0003\u0004", "application/zip")]
    [InlineData("PK\u0003\u0004[Content_Types].xml..word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("PK\u0003\u0004[Content_Types].xml..xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("PK\u0003\u0004[Content_Types].xml..ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "application/x-ole-storage")]
    [InlineData("\0\0\0\u0018ftypisom", "video/mp4")]
    [InlineData("ID3\u0003", "audio/mpeg")]
    [InlineData("", "text/plain")]
    [InlineData("a\tb\r\n", "text/plain")]
    [InlineData("<!DOCTYPE html>", "text/plain")]
    [InlineData("<svg/>", "text/plain")]
    [InlineData("a\0", "application/octet-stream")]
    [InlineData("a\u001b[0m", "application/octet-stream")]
    [InlineData("Latin-1 \u00e9", "application/octet-stream")]
    public void Of_Head_IsTheTypeOfItsSignature(string latin1, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(latin1);

        MediaTypes.Of(bytes, IsText(bytes, int.MaxValue)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("aé€😀z", true)]
    [InlineData("é€😀", true)]
    [InlineData("aé€😀\0z", false)]
    public void IsText_InAnyPieces_IsTheSame(string text, bool expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var piece = 1; piece <= bytes.Length; piece++)
        {
            IsText(bytes, piece).ShouldBe(expected);
            IsText([.. bytes, 0xe2, 0x82], piece).ShouldBeFalse();
            IsText([.. bytes, 0xff, (byte)'a'], piece).ShouldBeFalse();
            IsText([.. bytes, 0xe2, 0x82, (byte)'a'], piece).ShouldBeFalse();
        }
    }

    private static bool IsText(byte[] bytes, int piece)
    {
        var probe = new PlainTextProbe();
        foreach (var chunk in bytes.Chunk(Math.Min(piece, Math.Max(1, bytes.Length))))
        {
            probe.Take(chunk);
        }

        return probe.IsText;
    }
}
