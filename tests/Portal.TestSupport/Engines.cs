using System.Collections;
using Portal.Storage;

namespace Portal.TestSupport;

/// <summary>Theory data: every engine, one row each. <c>[Theory, ClassData(typeof(Engines))]</c>.</summary>
public sealed class Engines : IEnumerable<object[]>
{
    public IEnumerator<object[]> GetEnumerator() => Enum.GetValues<DatabaseEngine>().Select(engine => new object[] { engine }).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
