using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OrderDesk.Core.Data;

internal sealed class DataMapping :
    IEntityTypeConfiguration<IdBlock>,
    IEntityTypeConfiguration<Change>,
    IEntityTypeConfiguration<Counter>,
    IEntityTypeConfiguration<JobLease>,
    IEntityTypeConfiguration<OutboxMessage>,
    IEntityTypeConfiguration<AuditEntry>,
    IEntityTypeConfiguration<UnsealedEntry>,
    IEntityTypeConfiguration<AuditSeal>
{
    public const int NameMaxLength = 100;

    public void Configure(EntityTypeBuilder<IdBlock> block)
    {
        block.HasKey(b => b.Name);
        block.Property(b => b.Name).HasMaxLength(NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<Change> change)
    {
        change.HasKey(c => c.Seq);
        change.Property(c => c.Seq).ValueGeneratedOnAdd();
        change.Property(c => c.Kind).HasMaxLength(40);
        change.HasIndex(c => c.At);
    }

    public void Configure(EntityTypeBuilder<Counter> counter)
    {
        counter.HasKey(c => new { c.Name, c.Shard });
        counter.Property(c => c.Name).HasMaxLength(NameMaxLength);
    }

    public void Configure(EntityTypeBuilder<JobLease> lease)
    {
        lease.HasKey(l => l.Name);
        lease.Property(l => l.Name).HasMaxLength(NameMaxLength);
        lease.Property(l => l.Owner).HasMaxLength(NameMaxLength);
        lease.Property(l => l.LastOutcome).HasMaxLength(JobLease.OutcomeMaxLength);
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Type).HasMaxLength(NameMaxLength);
        message.Property(m => m.Error).HasMaxLength(OutboxNote.MaxLength);
        message.Property(m => m.Fence).IsConcurrencyToken();
        message.HasIndex(m => m.NextTryAt);
        message.HasIndex(m => m.SetAsideAt);
        message.HasIndex(m => m.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.ActorName).HasMaxLength(200);
        entry.Property(e => e.Action).HasMaxLength(NameMaxLength);
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.HasIndex(e => new { e.At, e.Id });
        entry.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.Id });
        entry.HasIndex(e => new { e.ActorId, e.At, e.Id });
    }

    public void Configure(EntityTypeBuilder<UnsealedEntry> entry)
    {
        entry.HasKey(e => e.EntryId);
        entry.Property(e => e.EntryId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<AuditSeal> seal)
    {
        seal.HasKey(s => s.Number);
        seal.Property(s => s.Number).ValueGeneratedNever();
        seal.Property(s => s.Hash).HasMaxLength(64);
    }
}
