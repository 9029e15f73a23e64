package vn.khuyenhoc.reporting;

import java.util.Collection;

/** Pieces of statements that read people and households as they were on an earlier day. */
final class ThenSql {

  /** The changes {@code k} after the moment {@code :then}, the identity (UUID version 7) of it. */
  static final String AFTER_MOMENT = "k.change_id > :then::uuid";

  private ThenSql() {}

  /**
   * The changes {@code k} after a day.
   *
   * @param day how the statement writes the day
   */
  static String after(String day) {
    return "k.at >= (" + day + " + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'";
  }

  /**
   * What a subject was before the first change of it after a moment: a row with {@code before}, or
   * none where nothing has changed.
   *
   * @param subject how the statement calls the subject
   * @param field what of it
   * @param as how the statement calls what it was
   * @param after which changes are later
   */
  static String before(String subject, String field, String as, String after) {
    return """
        left join lateral (
          select k.before from registry.subject_change k
           where k.home_id = %1$s.home_id and k.subject_id = %1$s.subject_id and %4$s
             and jsonb_exists(k.before, '%2$s')
           order by k.change_id limit 1) %3$s on true
        """
        .formatted(subject, field, as, after);
  }

  /**
   * Where a subject of the areas {@code leaf} lived on {@code :day}, in one of {@code o}, {@code l}
   * and {@code f}: what its residence says; where the day is that of {@code :reading}, before that
   * what its first move after it says, and after that where a reorganisation that was recorded
   * later has moved it from.
   *
   * @param subject how the statement calls the subject
   */
  static String lived(String subject) {
    return """
        left join lateral (
          select (k.before ->> 'village')::integer as area_id from registry.subject_change k
           where k.home_id = %1$s.home_id and k.subject_id = %1$s.subject_id and k.change_id > :reading::uuid
             and k.kind = 'MOVED'
           order by k.change_id limit 1) v on :same
        left join areas.area_version o on o.area_id = v.area_id and o.valid @> :day::date
        left join registry.residence l
          on l.home_id = %1$s.home_id and l.subject_id = %1$s.subject_id and l.valid @> :day::date
        left join lateral (
          select f.area_id from registry.residence_moved f
           where f.home_id = %1$s.home_id and f.subject_id = %1$s.subject_id and f.area_id in (select area_id from leaf)
           limit 1) f on :same
        """
        .formatted(subject);
  }

  /** The subjects of a kind that may have lived in areas {@code leaf} on {@code :day}. */
  static String near(String kind) {
    return """
        near as (
          select r.home_id, r.subject_id
            from registry.residence r
           where r.area_id in (select area_id from leaf) and r.kind = '%s' and lower(r.valid) <= :day::date
          union
          select f.home_id, f.subject_id from registry.residence_moved f where f.area_id in (select area_id from leaf)),
        """
        .formatted(kind);
  }

  /**
   * Areas of an earlier day and where they lie in the tree: {@code place (key, then_id, now_id,
   * division, from_id, to_id)}, for areas {@code spot (key, area_id, on_date, tree_date)} of that
   * tree. What became one wholly is all there; of what was divided a row says what went where, of
   * which {@link #WENT} takes the one that holds.
   */
  private static final String PLACES =
      """
      step as materialized (
        select s.from_area, s.to_area, s.effective_on, null::integer as division
          from areas.receiver s
         where not exists (select from areas.unassigned u where u.area_id = s.to_area)
        union all
        select u.divided_area, u.area_id, r.effective_on, r.reorganisation_id
          from areas.unassigned u join areas.reorganisation r using (reorganisation_id)
         where r.withdrawn_at is null
        union all
        select u.divided_area, s.to_area, r.effective_on, r.reorganisation_id
          from areas.unassigned u
          join areas.reorganisation r using (reorganisation_id)
          join areas.succession s on s.reorganisation_id = u.reorganisation_id and s.from_area = u.divided_area
         where r.withdrawn_at is null),
      place as (
        select s.key, s.on_date, s.tree_date, s.area_id as then_id, s.area_id as now_id,
               null::integer as division, null::integer as from_id, null::integer as to_id
          from spot s
        union
        select p.key, p.on_date, p.tree_date, s.from_area, p.now_id, coalesce(s.division, p.division),
               case when s.division is null then p.from_id else s.from_area end,
               case when s.division is null then p.to_id else s.to_area end
          from place p
          join step s on s.to_area = p.then_id and s.effective_on > p.on_date and s.effective_on <= p.tree_date)
      """;

  private static final String SAME =
      """
      place as (
        select distinct s.key, s.on_date, s.tree_date, s.area_id as then_id, s.area_id as now_id,
               null::integer as division, null::integer as from_id, null::integer as to_id
          from spot s)
      """;

  /**
   * The areas of the day of the people and where they lie in the tree; those of one day are where
   * they are.
   */
  static String places(Collection<PeopleDay> days) {
    return days.stream().allMatch(one -> one.on().equals(one.tree())) ? SAME : PLACES;
  }

  /** That somebody who lived in {@code p} as {@code r} says is where that place is now. */
  static final String WENT =
      """
      (p.division is null
        or p.to_id = coalesce(
             (select m.moved_to from registry.residence_moved m
               where m.reorganisation_id = p.division and m.home_id = r.home_id and m.subject_id = r.subject_id
                 and m.area_id = p.from_id),
             (select u.area_id from areas.unassigned u
               where u.reorganisation_id = p.division and u.divided_area = p.from_id)))
      """;
}
