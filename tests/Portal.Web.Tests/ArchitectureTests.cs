using System.Reflection;
using Portal.Web.Hosting;

namespace Portal.Web.Tests;

/// <summary>Projects are layers: Web -> Application -> ApiClient -> ApiContract &lt;- ApiServer; Application and ApiServer -> Storage.</summary>
public sealed class ArchitectureTests
{
    [Theory]
    [InlineData("Portal.ApiContract", "")]
    [InlineData("Portal.Storage", "")]
    [InlineData("Portal.ApiClient", "Portal.ApiContract")]
    [InlineData("Portal.ApiServer", "Portal.ApiContract Portal.Storage")]
    [InlineData("Portal.Application", "Portal.ApiClient Portal.ApiContract Portal.Storage")]
    public void Layer_References_OnlyTheLayersBelow(string layer, string below) =>
        Assembly.Load(layer).GetReferencedAssemblies().Select(name => name.Name ?? "")
            .Where(name => name.StartsWith("Portal.", StringComparison.Ordinal))
            .Except(below.Split(' ')).ShouldBeEmpty();

    [Fact]
    public void Pages_UseNeitherClientNorStoreNorHttpNorTheServer()
    {
        var forbidden = new[] { "Portal.ApiClient", "Portal.ApiServer", "Portal.Storage", "System.Net.Http" };
        var pages = typeof(PortalApplication).Assembly.GetTypes()
            .Where(type => typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type));

        var wrong = pages
            .SelectMany(page => page.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)
                .Concat(page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(property => property.PropertyType))
                .Where(type => forbidden.Any(name => (type.Namespace ?? "").StartsWith(name, StringComparison.Ordinal)) || type.Name.EndsWith("Store", StringComparison.Ordinal))
                .Select(type => $"{page.Name} uses {type.Name}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Composition_IsTheOnlyPlaceThatKnowsTheServer() =>
        typeof(PortalApplication).Assembly.GetTypes()
            .Where(type => type.Namespace is not "Portal.Web.Hosting")
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.FieldType)
                .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType)))
            .ShouldAllBe(used => !(used.Namespace ?? "").StartsWith("Portal.ApiServer", StringComparison.Ordinal));
}
