using System.Data;
using Dapper;
using NodaTime;

namespace Portal.Storage;

/// <summary>Writes an <see cref="Instant"/> as milliseconds since 1970 UTC and reads it back, on both engines. Finer parts are cut off.</summary>
public sealed class InstantHandler : SqlMapper.TypeHandler<Instant>
{
    internal static void Register() => SqlMapper.AddTypeHandler(new InstantHandler());

    public override void SetValue(IDbDataParameter parameter, Instant value)
    {
        parameter.DbType = DbType.Int64;
        parameter.Value = value.ToUnixTimeMilliseconds();
    }

    public override Instant Parse(object value) => Instant.FromUnixTimeMilliseconds((long)value);
}
