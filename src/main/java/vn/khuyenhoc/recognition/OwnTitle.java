package vn.khuyenhoc.recognition;

/**
 * A title as the page of its holder's own dossier shows it.
 *
 * @param title which
 * @param check the public page that says whether its certificate counts; empty without one
 */
public record OwnTitle(Title title, String check) {}
