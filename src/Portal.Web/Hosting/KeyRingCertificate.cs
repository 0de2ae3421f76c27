using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Web.Hosting;

/// <summary>The certificate, kept outside the database, that the key ring is encrypted with where one is configured.</summary>
internal static class KeyRingCertificate
{
    private const string Key = "DataProtection:CertificateFile";

    /// <summary>The certificate that opens the ring; null without <c>DataProtection:CertificateFile</c>.</summary>
    /// <exception cref="PortalStartException">The file cannot be read or has no private key.</exception>
    public static X509Certificate2? Load(HostSettings settings)
    {
        if (settings.KeyRingCertificate is not { } file)
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, settings.KeyRingCertificatePassword);
            return certificate.HasPrivateKey ? certificate : throw new PortalStartException(Key, "name a PKCS#12 file that holds the private key too.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new PortalStartException(Key, "name a readable PKCS#12 file and set DataProtection:CertificatePassword to its password.", e);
        }
    }
}
