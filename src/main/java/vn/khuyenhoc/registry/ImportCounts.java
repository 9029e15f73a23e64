package vn.khuyenhoc.registry;

/**
 * What became, or would become, of the rows of a file: they add up to all of them.
 *
 * @param rows rows of the file
 * @param imported new households
 * @param updated households changed
 * @param skipped rows that say what the register knows already
 * @param failed rows left out because of mistakes
 */
public record ImportCounts(int rows, int imported, int updated, int skipped, int failed) {

  /** Rows that change something. */
  public int changing() {
    return imported + updated;
  }
}
