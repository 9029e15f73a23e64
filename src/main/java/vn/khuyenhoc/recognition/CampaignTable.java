package vn.khuyenhoc.recognition;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.CriteriaSet;
import vn.khuyenhoc.criteria.LearningModel;
import vn.khuyenhoc.criteria.ModelLevel;
import vn.khuyenhoc.recognition.procedure.Procedure;
import vn.khuyenhoc.recognition.procedure.Procedures;

/** All SQL of campaigns and tallies. */
@Repository
class CampaignTable {

  private static final String CAMPAIGN =
      """
      select c.campaign_id, c.model, c.level, c.form,
             coalesce((select g.name from registry.labour_group g where g.code = c.form), c.form) as form_name,
             c.year, c.area_id, v.name as area_name, c.set_id,
             coalesce(s.engine, '') = 'LEVELS' as by_levels, c.due_on, c.reference_date,
             c.procedure_id, c.training, c.status, c.opened_at, c.closed_at
        from recognition.campaign c
        join criteria.criteria_set s on s.set_id = c.set_id
        join lateral (select v.name from areas.area_version v
                       where v.area_id = c.area_id and lower(v.valid) <= platform.today()
                       order by lower(v.valid) desc limit 1) v on true
      """;

  static final String TALLY =
      """
      coalesce(sum(t.roll), 0)::integer as roll, coalesce(sum(t.listed), 0)::integer as listed,
      coalesce(sum(t.scoring), 0)::integer as scoring, coalesce(sum(t.scored), 0)::integer as scored,
      coalesce(sum(t.sent), 0)::integer as sent, coalesce(sum(t.returned), 0)::integer as returned,
      coalesce(sum(t.approved), 0)::integer as approved, coalesce(sum(t.not_achieved), 0)::integer as not_achieved,
      coalesce(sum(t.recognised), 0)::integer as recognised, coalesce(sum(t.reported), 0)::integer as reported
      """;

  private final JdbcClient jdbc;
  private final Procedures procedures;

  /** What is in force never changes, so it is read once. */
  private final Map<String, Procedure> known = new ConcurrentHashMap<>();

  CampaignTable(JdbcClient jdbc, Procedures procedures) {
    this.jdbc = jdbc;
    this.procedures = procedures;
  }

  Optional<Campaign> byId(int id) {
    return jdbc.sql(CAMPAIGN + " where c.campaign_id = :id")
        .param("id", id)
        .query(this::campaign)
        .optional();
  }

  /** Several by identity. */
  Map<Integer, Campaign> byIds(Collection<Integer> ids) {
    return jdbc
        .sql(CAMPAIGN + " where c.campaign_id = any (:ids::integer[])")
        .param("ids", ids.stream().distinct().toArray(Integer[]::new))
        .query(this::campaign)
        .list()
        .stream()
        .collect(Collectors.toMap(Campaign::id, one -> one));
  }

  /** The campaign, where the area lies in its province, or holds now what was counted there. */
  Optional<Campaign> at(int id, int areaId) {
    return jdbc.sql(
            CAMPAIGN
                + """
                 where c.campaign_id = :id
                   and (exists (select from areas.ancestor a
                                 where a.area_id = :area and a.ancestor_id = c.area_id
                                   and a.valid @> platform.today())
                     or exists (select from recognition.tally t
                                 where t.campaign_id = c.campaign_id and t.area_id = :area and t.basis = 1))
                """)
        .param("id", id)
        .param("area", areaId)
        .query(this::campaign)
        .optional();
  }

  /**
   * Campaigns of provinces that contain one of these areas, or something that went into one, or lie
   * in one, today or on the day of the campaign's tree; newest year first.
   */
  List<Campaign> touching(Collection<Integer> areaIds) {
    return jdbc.sql(
            """
            with recursive came as (
              select i.area_id from unnest(:areas::integer[]) as i (area_id)
              union
              select s.from_area
                from came
                join areas.receiver s on s.to_area = came.area_id),
            -- what lies above them or below them, and when
            near as (
              select a.ancestor_id as area_id, a.valid
                from came join areas.ancestor a on a.area_id = came.area_id
              union all
              select p.area_id, a.valid
                from (select distinct area_id from recognition.campaign) p
                join areas.ancestor a on a.area_id = p.area_id
               where a.ancestor_id in (select area_id from came)),
            touching as (
              select c.campaign_id
                from recognition.campaign c
                join near n on n.area_id = c.area_id
                 and (n.valid @> platform.today() or c.status = 'CLOSED' and n.valid @> c.reference_date)
              union
              select c.campaign_id from recognition.campaign c join came on came.area_id = c.area_id
              union
              select t.campaign_id
                from came join recognition.tally t on t.area_id = came.area_id and t.basis = 1)
            """
                + CAMPAIGN
                + """
                 where c.campaign_id in (select campaign_id from touching)
                 order by c.year desc, c.training, v.name collate platform.vi,
                          array_position(:models::text[], c.model), array_position(:levels::text[], c.level),
                          c.form
                """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .param("models", names(LearningModel.values()))
        .param("levels", names(ModelLevel.values()))
        .query(this::campaign)
        .list();
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  /** Whether any campaign is of this set, wherever. */
  boolean using(String setId) {
    return jdbc.sql("select exists (select from recognition.campaign where set_id = :set)")
        .param("set", setId)
        .query(Boolean.class)
        .single();
  }

  /** Every campaign that is open, wherever. */
  List<Campaign> open() {
    return jdbc.sql(CAMPAIGN + " where c.status = 'OPEN' order by c.campaign_id")
        .query(this::campaign)
        .list();
  }

  /**
   * Campaigns of the same model of the year before, of the province and of what was merged into it.
   */
  List<Integer> before(Campaign campaign) {
    return jdbc.sql(
            """
            select campaign_id from recognition.campaign
             where (area_id = :area or areas.received_by(area_id) = :area) and year = :year
               and model = :model and level = :level and not training
            """)
        .param("area", campaign.provinceId())
        .param("model", campaign.model().name())
        .param("level", campaign.level().name())
        .param("year", campaign.year() - 1)
        .query(Integer.class)
        .list();
  }

  /** Whether there is one already; of those for practising only an open one stands in the way. */
  boolean exists(CriteriaSet set, int year, int provinceId, boolean training) {
    return jdbc.sql(
            """
            select exists (select from recognition.campaign
                            where model = :model and level = :level and form = :form and year = :year
                              and area_id = :area and training = :training
                              and (not training or status = 'OPEN'))
            """)
        .param("training", training)
        .param("model", set.model().name())
        .param("level", set.level().name())
        .param("form", set.form())
        .param("year", year)
        .param("area", provinceId)
        .query(Boolean.class)
        .single();
  }

  /** Adds a campaign by a set; empty where somebody else opened it at the same moment. */
  Optional<Integer> add(
      CriteriaSet set,
      int year,
      int provinceId,
      LocalDate dueOn,
      LocalDate referenceDate,
      Procedure procedure,
      boolean training,
      Instant at,
      @Nullable UUID accountId) {
    return jdbc.sql(
            """
            insert into recognition.campaign
              (model, level, form, year, area_id, set_id, due_on, reference_date, procedure_id, appraised_at, decided_at,
               training, opened_at, opened_by)
            values (:model, :level, :form, :year, :area, :set, :due, :reference, :procedure, :appraised, :decided,
                    :training, :at, :by)
            on conflict do nothing
            returning campaign_id
            """)
        .param("model", set.model().name())
        .param("level", set.level().name())
        .param("form", set.form())
        .param("year", year)
        .param("area", provinceId)
        .param("set", set.id())
        .param("due", Date.valueOf(dueOn))
        .param("reference", Date.valueOf(referenceDate))
        .param("procedure", procedure.id())
        .param("appraised", procedure.appraisedAt().ordinal())
        .param("decided", procedure.decidedAt().ordinal())
        .param("training", training)
        .param("at", Timestamp.from(at))
        .param("by", accountId)
        .query(Integer.class)
        .optional();
  }

  void close(int id, Instant at) {
    jdbc.sql(
            """
            update recognition.campaign set status = 'CLOSED', closed_at = :at where campaign_id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  /**
   * The tally of one area: a commune with its villages, a province for what belongs to it itself.
   */
  Tally tally(int campaignId, int areaId, Basis basis) {
    return jdbc.sql(
            "select "
                + TALLY
                + """
                 from recognition.tally t
                where t.campaign_id = :campaign and t.area_id = :area and t.basis = :basis
                """)
        .param("campaign", campaignId)
        .param("area", areaId)
        .param("basis", basis.code())
        .query((row, number) -> Tally.of(row))
        .single();
  }

  /** The tally of everything that an office appraises. */
  Tally office(int campaignId, int officeId, Basis basis) {
    return jdbc.sql(
            "select "
                + TALLY
                + """
                 from recognition.tally t
                 join recognition.campaign c on c.campaign_id = t.campaign_id
                where t.campaign_id = :campaign and t.basis = :basis
                  and (t.area_id = :area
                    or c.appraised_at = 1 and t.level between 2 and 3
                       and exists (select from areas.ancestor a
                                    where a.area_id = t.area_id and a.ancestor_id = :area and a.ancestor_level = 1
                                      and a.valid @> case when :basis = 0 and c.status = 'CLOSED'
                                                          then c.reference_date else platform.today() end))
                """)
        .param("campaign", campaignId)
        .param("area", officeId)
        .param("basis", basis.code())
        .query((row, number) -> Tally.of(row))
        .single();
  }

  /** Open campaigns that have something on their roll that belongs to an area itself. */
  List<CampaignHere> here(int areaId) {
    return jdbc.sql(
            """
            with own as materialized (
              select t.campaign_id, t.roll, t.listed, t.scoring, t.scored, t.sent, t.returned, t.approved,
                     t.not_achieved, t.recognised, t.reported
                from recognition.tally t
               where t.area_id = :area and t.basis = 1 and t.level = 4 and t.roll > 0
              union all
              select o.campaign_id, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned, o.approved,
                     o.not_achieved, o.recognised, o.reported
                from areas.area x
               cross join recognition.recount_own(array[:area]) o
               where x.area_id = :area and x.level < 4 and o.basis = 1)
            """
                + CAMPAIGN.replace(
                    "c.closed_at\n",
                    """
                    c.closed_at, o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned, o.approved,
                    o.not_achieved, o.recognised, o.reported
                    """)
                + """
                  join own o on o.campaign_id = c.campaign_id
                 where c.status = 'OPEN'
                 order by c.year desc, array_position(:models::text[], c.model),
                          array_position(:levels::text[], c.level), c.form
                """)
        .param("area", areaId)
        .param("models", names(LearningModel.values()))
        .param("levels", names(ModelLevel.values()))
        .query((row, number) -> new CampaignHere(campaign(row, number), Tally.of(row)))
        .list();
  }

  /** The tally of each of these campaigns over its province. */
  Tally total(int campaignId) {
    return jdbc.sql(
            "select "
                + TALLY
                + """
                 from recognition.tally t where t.campaign_id = :campaign and t.level < 4 and t.basis = 1
                """)
        .param("campaign", campaignId)
        .query((row, number) -> Tally.of(row))
        .single();
  }

  /**
   * Tallies of the areas of a level at or below these, in Vietnamese order; areas without too.
   *
   * @param basis as it was or as it is
   * @param day the day of that tree
   */
  List<AreaProgress> progress(
      int campaignId, Collection<Integer> above, int level, Basis basis, LocalDate day) {
    return jdbc.sql(
            """
            -- the few areas first: what is below a province is many, what lies in a campaign is all of it
            with place as materialized (
              select distinct a.area_id
                from areas.ancestor a
                join areas.area x on x.area_id = a.area_id and x.level = :level
               where a.ancestor_id = any (:above::integer[]) and a.valid @> :day::date)
            select v.area_id, v.name, v.kind = 'UNASSIGNED' as unassigned, coalesce(t.roll, 0) as roll,
                   coalesce(t.listed, 0) as listed,
                   coalesce(t.scoring, 0) as scoring, coalesce(t.scored, 0) as scored, coalesce(t.sent, 0) as sent,
                   coalesce(t.returned, 0) as returned, coalesce(t.approved, 0) as approved,
                   coalesce(t.not_achieved, 0) as not_achieved, coalesce(t.recognised, 0) as recognised,
                   coalesce(t.reported, 0) as reported
              from recognition.campaign c
             cross join place
              join areas.area_version v on v.area_id = place.area_id and v.valid @> :day::date
              left join recognition.tally t
                on t.campaign_id = c.campaign_id and t.area_id = place.area_id and t.basis = :basis
             where c.campaign_id = :campaign
               and (t.roll > 0
                 or (v.kind <> 'UNASSIGNED'
                     or exists (select from areas.area_version w where w.parent_id = v.area_id and w.valid @> :day::date))
                    and exists (select from areas.ancestor p
                                 where p.area_id = place.area_id and p.ancestor_id = c.area_id and p.valid @> :day::date))
             order by v.name collate platform.vi, v.code
            """)
        .param("campaign", campaignId)
        .param("above", above.toArray(Integer[]::new))
        .param("level", level)
        .param("basis", basis.code())
        .param("day", Date.valueOf(day))
        .query(
            (row, number) ->
                new AreaProgress(
                    row.getInt("area_id"),
                    row.getString("name"),
                    row.getBoolean("unassigned"),
                    Tally.of(row)))
        .list();
  }

  Campaign campaign(ResultSet row, int number) throws SQLException {
    LearningModel model = LearningModel.valueOf(row.getString("model"));
    ModelLevel level = ModelLevel.valueOf(row.getString("level"));
    String procedure = row.getString("procedure_id");
    Timestamp closed = row.getTimestamp("closed_at");
    return new Campaign(
        row.getInt("campaign_id"),
        model,
        level,
        row.getString("form"),
        row.getString("form_name"),
        row.getInt("year"),
        row.getInt("area_id"),
        row.getString("area_name"),
        row.getString("set_id"),
        row.getBoolean("by_levels"),
        row.getDate("due_on").toLocalDate(),
        row.getDate("reference_date").toLocalDate(),
        procedure == null
            ? Procedure.before(model, level)
            : known.computeIfAbsent(procedure, procedures::byId),
        row.getBoolean("training"),
        row.getString("status").equals("OPEN"),
        row.getTimestamp("opened_at").toInstant(),
        closed == null ? null : closed.toInstant());
  }
}
