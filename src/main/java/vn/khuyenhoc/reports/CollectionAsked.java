package vn.khuyenhoc.reports;

/**
 * What is typed to collect the files of reports below.
 *
 * @param area who receives them, as an address writes it
 * @param level whose reports: the name of the level
 * @param form the form's name
 * @param from first day of the period: 1/1/2026
 * @param until last day of the period
 * @param drafts whether those who have sent none get a draft of the figures of the moment
 * @param word whether as Word
 * @param pdf whether as PDF
 */
public record CollectionAsked(
    String area,
    String level,
    String form,
    String from,
    String until,
    boolean drafts,
    boolean word,
    boolean pdf) {}
