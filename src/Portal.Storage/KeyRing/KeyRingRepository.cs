using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Portal.Storage.KeyRing;

/// <summary>Keeps the Data Protection key ring in the database, so that every replica reads the cookies of the others.</summary>
public sealed class KeyRingRepository(Database database) : IXmlRepository
{
    /// <summary>All keys, in the order they were stored under; empty on a new database. Synchronous, because the interface is.</summary>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.ReadAsync(
            async connection =>
            {
                var rows = await connection.QueryAsync<string>("SELECT xml FROM data_protection_keys ORDER BY id");
                return (IReadOnlyCollection<XElement>)[.. rows.Select(XElement.Parse)];
            },
            CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Stores one key; the same name again replaces it.</summary>
    public void StoreElement(XElement element, string friendlyName) =>
        database.WriteAsync(
            write => write.Connection.ExecuteAsync(
                "INSERT INTO data_protection_keys (id, xml) VALUES (@id, @xml) ON CONFLICT (id) DO UPDATE SET xml = excluded.xml",
                new { id = friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) },
                write.Transaction),
            CancellationToken.None).GetAwaiter().GetResult();
}
