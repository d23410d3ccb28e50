using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Access;

/// <summary>The tables of people, sessions, tokens and the audit.</summary>
/// <remarks>Those of ASP.NET Core Identity as its own context makes them, less the roles: they stand in the person's row.</remarks>
internal sealed class AccessModel : IModelPart
{
    private const int LongestName = 256;

    public void Configure(ModelBuilder model)
    {
        model.Entity<Person>(person =>
        {
            person.ToTable("people").HasKey(p => p.Id);
            person.Property(p => p.Id).ValueGeneratedOnAdd();
            person.HasIndex(p => p.NormalizedUserName).IsUnique();
            person.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
            person.Property(p => p.UserName).HasMaxLength(LongestName);
            person.Property(p => p.NormalizedUserName).HasMaxLength(LongestName);
            person.Ignore(p => p.Email).Ignore(p => p.NormalizedEmail).Ignore(p => p.EmailConfirmed)
                .Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed);
            person.HasMany<IdentityUserClaim<long>>().WithOne().HasForeignKey(c => c.UserId).IsRequired();
            person.HasMany<IdentityUserLogin<long>>().WithOne().HasForeignKey(l => l.UserId).IsRequired();
            person.HasMany<IdentityUserToken<long>>().WithOne().HasForeignKey(t => t.UserId).IsRequired();
            person.HasMany<IdentityUserPasskey<long>>().WithOne().HasForeignKey(p => p.UserId).IsRequired();
            person.HasMany<SessionRow>().WithOne().HasForeignKey(s => s.Person).IsRequired();
        });
        model.Entity<IdentityUserClaim<long>>().ToTable("person_claims").HasKey(c => c.Id);
        model.Entity<IdentityUserLogin<long>>().ToTable("person_logins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
        model.Entity<IdentityUserToken<long>>().ToTable("person_secrets").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        model.Entity<IdentityUserPasskey<long>>(passkey =>
        {
            passkey.ToTable("person_passkeys").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson();
        });
        model.Entity<SessionRow>().ToTable("sessions").HasKey(s => s.Id);
        model.Entity<TokenRow>(token =>
        {
            token.ToTable("tokens").HasKey(t => t.Number);
            token.Property(t => t.Number).ValueGeneratedOnAdd();
            token.HasIndex(t => t.Hash).IsUnique();
        });
        model.Entity<AuditRow>().ToTable("audit").HasKey(a => a.Number);
        model.Entity<AuditRow>().Property(a => a.Number).ValueGeneratedNever();
    }
}
