using FluentValidation;

namespace Portal.ApiContract.Validation;

/// <summary>Rule parts that the validators share. An empty value has the code <see cref="ContractErrors.Required"/> and the field's own text.</summary>
internal static class FieldRules
{
    /// <summary>Absent, as far as a record can be: a form may leave a required text null.</summary>
    private static readonly string Missing = ContractTexts.WrongType("string", "undefined");

    public static IRuleBuilderOptions<T, string?> RequiredText<T>(this IRuleBuilderInitial<T, string?> rule, string emptyText) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(text => text is not null).WithErrorCode(ContractErrors.Required).WithMessage(Missing)
            .Must(text => text is not "").WithErrorCode(ContractErrors.Required).WithMessage(emptyText);

    public static IRuleBuilderOptions<T, string?> Storable<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || ContractFormats.IsStorable(text))
            .WithErrorCode(ContractErrors.InvalidCharacters).WithMessage(ContractTexts.InvalidCharacters);

    public static IRuleBuilderOptions<T, string?> OfForm<T>(
        this IRuleBuilder<T, string?> rule, Func<string, bool> isValid, string code, string text) =>
        rule.Must(value => value is not null && isValid(value)).WithErrorCode(code).WithMessage(text);
}
