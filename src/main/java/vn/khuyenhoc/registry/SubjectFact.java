package vn.khuyenhoc.registry;

/**
 * Something that is known of a subject, in words.
 *
 * @param label what
 * @param value its words
 */
public record SubjectFact(String label, String value) {}
