package vn.khuyenhoc.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A labour group of citizens, assessed by a form of its own; one list for the whole country.
 *
 * @param code what sheets and criteria sets write; never changes
 * @param name what people call it
 * @param explanation who belongs to it; may be empty
 * @param source the document that names it; empty for none
 * @param verified whether that document was looked at; otherwise it is a sample to be checked
 * @param retired whether it ended: nobody is put into it anew, whoever is in it stays
 * @param version rises with every change; a command names the one it saw
 * @param changedBy who changed it last; empty where nobody did
 * @param changedAt when; null where nobody did
 */
public record LabourGroup(
    String code,
    String name,
    String explanation,
    String source,
    boolean verified,
    boolean retired,
    int version,
    String changedBy,
    @Nullable Instant changedAt) {

  /** What can be entered of it. */
  LabourGroupEntry entry() {
    return new LabourGroupEntry(name, explanation, source, verified);
  }
}
