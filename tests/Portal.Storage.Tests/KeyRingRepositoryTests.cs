using System.Xml.Linq;
using Portal.Storage.KeyRing;
using Portal.TestSupport;

namespace Portal.Storage.Tests;

public sealed class KeyRingRepositoryTests
{
    [Theory, ClassData(typeof(Engines))]
    public async Task StoreElement_ReadByAnotherReplica_IsThere(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateAsync(engine);
        new KeyRingRepository(test.Database).StoreElement(new XElement("key", new XAttribute("id", 1)), "key-1");
        await using var replica = test.OpenAgain();

        var keys = new KeyRingRepository(replica).GetAllElements();

        keys.ShouldHaveSingleItem().ToString().ShouldBe("<key id=\"1\" />");
    }
}
