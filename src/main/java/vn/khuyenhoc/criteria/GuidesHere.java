package vn.khuyenhoc.criteria;

import java.util.List;

/**
 * The guidance that holds in a place for a model, to be shown beside what it explains.
 *
 * @param all what is not withdrawn
 */
public record GuidesHere(List<Guide> all) {

  /** Where nothing was added. */
  public static final GuidesHere NONE = new GuidesHere(List.of());

  public GuidesHere {
    all = List.copyOf(all);
  }

  /** What explains a step of the procedure. */
  public List<Guide> ofStep(String step) {
    return all.stream().filter(one -> one.entry().step().equals(step)).toList();
  }

  /** What explains a criterion or an indicator, by its number. */
  public List<Guide> ofPart(String part) {
    return all.stream().filter(one -> one.entry().part().equals(part)).toList();
  }

  /** What explains an indicator itself, or the criterion that it belongs to. */
  public List<Guide> ofPart(String part, String whole) {
    return all.stream()
        .filter(one -> one.entry().part().equals(part) || one.entry().part().equals(whole))
        .toList();
  }
}
