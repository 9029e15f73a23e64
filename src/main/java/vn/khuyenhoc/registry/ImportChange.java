package vn.khuyenhoc.registry;

/**
 * What an import would change of a household, in words.
 *
 * @param rowNumber the row in the file
 * @param household the household as it is
 * @param words old and new
 */
public record ImportChange(int rowNumber, Household household, String words) {}
