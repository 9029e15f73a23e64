package vn.khuyenhoc.identity;

import java.util.List;
import java.util.UUID;

/**
 * What a sheet of volunteers would do.
 *
 * @param id of the sheet that was kept
 * @param fileName its name
 * @param lines every row with something to say about it
 * @param warnings what is to be known about the file as a whole
 */
public record SheetPreview(UUID id, String fileName, List<SheetLine> lines, List<String> warnings) {

  public SheetPreview {
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  /** How many rows end so. */
  public int count(SheetLine.Outcome outcome) {
    return (int) lines.stream().filter(line -> line.outcome() == outcome).count();
  }

  /** The rows that end so. */
  public List<SheetLine> of(SheetLine.Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).toList();
  }
}
