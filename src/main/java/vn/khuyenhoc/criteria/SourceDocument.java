package vn.khuyenhoc.criteria;

import java.util.List;

/**
 * A document that the work rests on.
 *
 * @param id its short name, also the anchor of its place on the page
 * @param number its kind and number: "Thông tư 24/2023/TT-BGDĐT"
 * @param date its date, in words where sources differ
 * @param issuer who issued it
 * @param models what it governs; empty for everything
 * @param governs the same in words
 * @param verified what of it was read
 * @param unverified what of it was not, or differs between sources
 * @param url where its text, or a report of it, is public
 */
public record SourceDocument(
    String id,
    String number,
    String date,
    String issuer,
    List<LearningModel> models,
    String governs,
    List<String> verified,
    List<String> unverified,
    String url) {

  public SourceDocument {
    models = List.copyOf(models);
    verified = List.copyOf(verified);
    unverified = List.copyOf(unverified);
  }

  /** Whether it says something about this model. */
  public boolean about(LearningModel model) {
    return models.isEmpty() || models.contains(model);
  }
}
