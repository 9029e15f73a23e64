package vn.khuyenhoc.registry;

/**
 * What an import would change, in words.
 *
 * @param rowNumber the row in the file
 * @param path address of the page of what would change
 * @param name its name
 * @param code its code
 * @param words old and new
 */
public record ImportChange(int rowNumber, String path, String name, String code, String words) {}
