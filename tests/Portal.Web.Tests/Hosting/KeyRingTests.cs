using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Portal.Storage;
using Portal.TestSupport;

namespace Portal.Web.Tests.Hosting;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("portal-ring-").FullName;

    [Fact]
    public async Task KeyRing_WithACertificate_IsEncryptedAndReadByAnotherReplica()
    {
        await using var test = TestDatabase.CreateEmpty(DatabaseEngine.PostgreSql);
        string[] settings =
        [
            "--Backend:Mode=Remote",
            "--Database:Provider=PostgreSql",
            $"--ConnectionStrings:Portal={test.Options.ConnectionString}",
            $"--DataProtection:CertificateFile={WriteCertificate("right")}",
            "--DataProtection:CertificatePassword=right",
        ];
        await using var first = await HostedPortal.StartAsync(settings);
        var written = first.Services.GetDataProtector("test").Protect("hello");
        await using var second = await HostedPortal.StartAsync(settings);

        second.Services.GetDataProtector("test").Unprotect(written).ShouldBe("hello");
        var ring = await test.Database.ReadAsync(c => c.ExecuteScalarAsync<string>("SELECT xml FROM data_protection_keys"), default);
        ring.ShouldNotBeNull().ShouldContain("EncryptedData");
        ring.ShouldNotContain("<masterKey");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string WriteCertificate(string password)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portal key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var file = Path.Combine(_directory, "ring.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }
}
