package vn.khuyenhoc.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of one kind on its way into the register.
 *
 * @param id identity, made by the form
 * @param areaId the area in which it may touch anything
 * @param kind what its rows are
 * @param fileName as it was called when it was sent
 * @param sha256 the kept file; null for sample data
 * @param stage how far it is
 * @param counts what would become of its rows, or became of them; null while nobody knows
 * @param findings what concerns the whole file
 * @param createdAt when it was sent
 * @param createdName by whom
 * @param confirmedName who confirmed it; null for nobody yet
 * @param appliedAt when it was applied; null before
 */
public record ImportBatch(
    UUID id,
    int areaId,
    SubjectKind kind,
    String fileName,
    @Nullable String sha256,
    ImportStage stage,
    @Nullable ImportCounts counts,
    List<RowProblem> findings,
    Instant createdAt,
    String createdName,
    @Nullable String confirmedName,
    @Nullable Instant appliedAt) {

  public ImportBatch {
    findings = List.copyOf(findings);
  }

  /** Address of its page. */
  public String path() {
    return "/" + kind.path() + "/import/" + id;
  }

  /** Whether its work ended with a fault of ours; the file and what was read of it are kept. */
  public boolean brokenOff() {
    return findings.stream().anyMatch(RowProblem::brokenOff);
  }

  /** Whether somebody has to say that it is to be applied. */
  public boolean waitsForConfirmation() {
    return stage == ImportStage.PREVIEWED && counts != null && counts.changing() > 0;
  }

  /** Whether it works right now, or will as soon as it is its turn. */
  public boolean working() {
    return stage == ImportStage.READING || stage == ImportStage.APPLYING;
  }
}
