package vn.khuyenhoc.recognition;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.attachment.AttachmentKind;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A file that stands beside a score.
 *
 * @param key which
 * @param dossier of which dossier
 * @param indicator beside which score
 * @param sha256 the file that is kept
 * @param previewSha256 its small picture; null for what is no picture
 * @param kind what it is
 * @param name what it was called where it came from
 * @param size in bytes
 * @param pages of a PDF; 0 for everything else
 * @param reason why it was attached, where it had to be said; empty otherwise
 * @param reused whether it was taken over from another indicator or an earlier year
 * @param attachedAt when
 * @param actor by whom
 * @param personId the person who attached it; null where that is not known
 * @param removedAt when it was taken off; null while it counts
 * @param removedBy who took it off; null while it counts
 * @param removedReason why it was taken off; null while it counts
 * @param year of the campaign it was attached in
 * @param shared how many dossiers of others have the same picture or file
 */
public record Evidence(
    EvidenceKey key,
    DossierKey dossier,
    String indicator,
    String sha256,
    @Nullable String previewSha256,
    AttachmentKind kind,
    String name,
    long size,
    int pages,
    String reason,
    boolean reused,
    Instant attachedAt,
    String actor,
    @Nullable UUID personId,
    @Nullable Instant removedAt,
    @Nullable String removedBy,
    @Nullable String removedReason,
    int year,
    int shared) {

  /** Whether it counts. */
  public boolean present() {
    return removedAt == null;
  }

  /** Whether it can be looked at in the page. */
  public boolean picture() {
    return kind == AttachmentKind.PICTURE;
  }

  /** "PDF · 3 trang · 412 KB". */
  public String described(Texts t) {
    String weight =
        size < 1 << 20
            ? t.t("evidence.kb", Math.ceilDiv(size, 1L << 10))
            : t.t("evidence.mb", Math.ceilDiv(size, 1L << 20));
    String what = t.t("attachment.kind." + kind.name());
    return pages > 0
        ? t.t("evidence.described.pages", what, pages, weight)
        : t.t("evidence.described", what, weight);
  }
}
