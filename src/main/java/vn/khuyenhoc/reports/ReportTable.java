package vn.khuyenhoc.reports;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.platform.Actor;

/** All SQL of reports, their drafts, texts and versions. */
@Repository
class ReportTable {

  /** Reports with the name that their area has today, or had last. */
  private static final String REPORTS =
      """
      select r.report_id, r.area_id, v.name as area_name, a.level, r.obligation_id, r.form, lower(r.period) as first_day,
             upper(r.period) - 1 as last_day, r.stage, r.sent_version, r.sent_at, r.accepted_at
        from reports.report r
        join areas.area a on a.area_id = r.area_id
        join lateral (select v.name from areas.area_version v
                       where v.area_id = r.area_id and lower(v.valid) <= platform.today()
                       order by v.valid desc limit 1) v on true
      """;

  /**
   * Areas of a level over which somebody holds a role: those that lie there today, and those that
   * have ended and lay there or went into one that does. An area that goes on elsewhere, or gave
   * away a part of itself, does not come with that part. The same as {@code Areas.reachesKnown}.
   */
  static final String REACH =
      """
      with recursive reach as (
        select x.area_id
          from areas.ancestor n
          join areas.area x on x.area_id = n.area_id and x.level = any (:levels::smallint[])
         where n.ancestor_id = any (:within::integer[])
           and (n.valid @> platform.today()
                or not exists (select from areas.area_version v
                                where v.area_id = x.area_id and v.valid @> platform.today()))
        union
        select s.from_area
          from reach
          join areas.succession s on s.to_area = reach.area_id
          join areas.reorganisation o using (reorganisation_id)
         where o.withdrawn_at is null
           and not exists (select from areas.area_version v
                            where v.area_id = s.from_area and v.valid @> platform.today()))
      """;

  private final JdbcClient jdbc;

  ReportTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Report> one(UUID id) {
    return jdbc.sql(REPORTS + " where r.report_id = :id")
        .param("id", id)
        .query((row, number) -> report(row))
        .optional();
  }

  /** Keeps everybody else from changing a report until the end of the transaction. */
  void lock(UUID id) {
    jdbc.sql("select 1 from reports.report where report_id = :id for update")
        .param("id", id)
        .query((row, number) -> 0)
        .list();
  }

  /**
   * The report that an area has on a period in a form: the one of that duty, or one that was begun
   * unasked; whoever begins one unasked finds any.
   */
  Optional<UUID> existing(
      int areaId, ReportForm form, LocalDate from, LocalDate until, @Nullable UUID obligation) {
    return jdbc.sql(
            """
            select report_id from reports.report
             where area_id = :area and form = :form and period = daterange(:from::date, :until::date, '[]')
               and (obligation_id is null or :obligation::uuid is null or obligation_id = :obligation::uuid)
             order by obligation_id is not distinct from :obligation::uuid desc, sent_version is null, report_id
             limit 1
            """)
        .param("area", areaId)
        .param("form", form.name())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .param("obligation", obligation)
        .query(UUID.class)
        .optional();
  }

  /** Makes an unasked report that of a duty; false where it is not unasked, or there is no duty. */
  boolean asked(UUID id, @Nullable UUID obligation) {
    return obligation != null
        && jdbc.sql(
                    """
                    update reports.report set obligation_id = :obligation
                     where report_id = :id and obligation_id is null
                    """)
                .param("id", id)
                .param("obligation", obligation)
                .update()
            == 1;
  }

  /** Adds a report; nothing where there is such a one. */
  boolean add(
      UUID id,
      int areaId,
      @Nullable UUID obligation,
      ReportForm form,
      LocalDate from,
      LocalDate until) {
    return jdbc.sql(
                """
                insert into reports.report (report_id, area_id, obligation_id, form, period, stage)
                values (:id, :area, :obligation::uuid, :form, daterange(:from::date, :until::date, '[]'), 'DRAFT')
                on conflict do nothing
                """)
            .param("id", id)
            .param("area", areaId)
            .param("obligation", obligation)
            .param("form", form.name())
            .param("from", Date.valueOf(from))
            .param("until", Date.valueOf(until))
            .update()
        == 1;
  }

  /** How many a list has. */
  long count(List<Integer> within, List<AreaLevel> levels, ReportFilter filter) {
    return list(within, levels, filter, "select count(*) as all_rows ", "")
        .query((row, number) -> row.getLong("all_rows"))
        .single();
  }

  /** A part of a list, the newest period first. */
  List<Report> list(
      List<Integer> within, List<AreaLevel> levels, ReportFilter filter, int limit, long offset) {
    return list(
            within,
            levels,
            filter,
            """
            select r.report_id, r.area_id, v.name as area_name, a.level, r.obligation_id, r.form, lower(r.period) as first_day,
                   upper(r.period) - 1 as last_day, r.stage, r.sent_version, r.sent_at, r.accepted_at
            """,
            """
             order by upper(r.period) desc, r.form, v.name collate platform.vi, r.report_id
             limit :limit offset :offset
            """)
        .param("limit", limit)
        .param("offset", offset)
        .query((row, number) -> report(row))
        .list();
  }

  private JdbcClient.StatementSpec list(
      List<Integer> within,
      List<AreaLevel> levels,
      ReportFilter filter,
      String columns,
      String end) {
    ReportForm form = filter.form();
    ReportStage stage = filter.stage();
    return jdbc.sql(
            REACH
                + columns
                + """
                  from reports.report r
                  join reach on reach.area_id = r.area_id
                  join areas.area a on a.area_id = r.area_id
                  join lateral (select v.name from areas.area_version v
                                 where v.area_id = r.area_id and lower(v.valid) <= platform.today()
                                 order by v.valid desc limit 1) v on true
                 where (not :below or r.sent_version is not null)
                   and (:form::text is null or r.form = :form)
                   and (:year::integer is null or extract(year from upper(r.period) - 1) = :year)
                   and (:stage::text is null or r.stage = :stage)
                   and platform.fold(v.name) like '%' || platform.fold(:words) || '%'
                """
                + end)
        .param("within", within.toArray(Integer[]::new))
        .param("levels", levels.stream().map(one -> (short) one.ordinal()).toArray(Short[]::new))
        .param("below", filter.below())
        .param("form", form == null ? null : form.name())
        .param("year", filter.year())
        .param("stage", stage == null ? null : stage.name())
        .param("words", filter.words().replace("\\", "").replace("%", "").replace("_", ""));
  }

  /** The years in which periods of any report of these areas end, newest first. */
  List<Integer> years(List<Integer> within, List<AreaLevel> levels) {
    return jdbc.sql(
            REACH
                + """
                select distinct extract(year from upper(r.period) - 1)::integer as year
                  from reports.report r join reach on reach.area_id = r.area_id
                 order by year desc
                """)
        .param("within", within.toArray(Integer[]::new))
        .param("levels", levels.stream().map(one -> (short) one.ordinal()).toArray(Short[]::new))
        .query(Integer.class)
        .list();
  }

  /**
   * Reports of areas on a form and period, by area. Of several, with a duty and without, the one
   * that lies with the level above goes first, so that one given back or still being written never
   * hides it; then the one that was sent last.
   */
  Map<Integer, Report> of(
      Collection<Integer> areas, ReportForm form, LocalDate from, LocalDate until) {
    Map<Integer, Report> all = new HashMap<>();
    jdbc.sql(
            REPORTS
                + """
                 where r.area_id = any (:areas::integer[]) and r.form = :form
                   and r.period = daterange(:from::date, :until::date, '[]')
                 order by r.stage in ('SENT', 'ACCEPTED'), r.sent_at nulls first, r.report_id
                """)
        .param("areas", areas.toArray(Integer[]::new))
        .param("form", form.name())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .query(
            row -> {
              Report report = report(row);
              all.put(report.areaId(), report);
            });
    return all;
  }

  /** The newest versions of reports that are sent or accepted, by area. */
  Map<Integer, Report.Sent> sent(Collection<UUID> reports) {
    Map<Integer, Report.Sent> all = new LinkedHashMap<>();
    jdbc.sql(
            """
            select s.*, r.area_id
              from reports.report r
              join reports.sent s on s.report_id = r.report_id and s.version = r.sent_version
             where r.report_id = any (:reports::uuid[]) and r.stage in ('SENT', 'ACCEPTED')
            """)
        .param("reports", reports.toArray(UUID[]::new))
        .query(
            row -> {
              Report.Sent one = sent(row);
              all.put(one.areaId(), one);
            });
    return all;
  }

  Optional<Report.Sent> sent(UUID id, int version) {
    return jdbc.sql(
            """
            select s.*, r.area_id
              from reports.sent s join reports.report r using (report_id)
             where s.report_id = :id and s.version = :version
            """)
        .param("id", id)
        .param("version", version)
        .query((row, number) -> sent(row))
        .optional();
  }

  /** Every version, newest first. */
  List<Report.Version> versions(UUID id) {
    return jdbc.sql(
            """
            select version, hash, reason, sent_at, sent_name from reports.sent where report_id = :id order by version desc
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Report.Version(
                    row.getInt("version"),
                    row.getString("hash"),
                    row.getString("reason"),
                    row.getTimestamp("sent_at").toInstant(),
                    row.getString("sent_name")))
        .list();
  }

  void addSent(
      UUID id, int version, String json, String hash, String reason, Instant at, Actor actor) {
    jdbc.sql(
            """
            with added as (
              insert into reports.sent
                (report_id, version, content, hash, reason, sent_at, sent_by, sent_name, reading, tree)
              select :id, :version, :content, :hash, :reason, :at::timestamptz, :by::uuid, :name, d.reading, d.tree
                from (values (1)) as one (row) left join reports.draft d on d.report_id = :id
              returning report_id),
            open as (
              update reports.draft set correcting = null where report_id = (select report_id from added))
            update reports.report
               set stage = 'SENT', sent_version = :version, sent_at = :at, accepted_at = null,
                   first_sent_at = coalesce(first_sent_at, :at)
             where report_id = (select report_id from added)
            """)
        .param("id", id)
        .param("version", version)
        .param("content", json)
        .param("hash", hash)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .update();
  }

  void stage(UUID id, ReportStage stage, @Nullable Instant acceptedAt) {
    jdbc.sql(
            "update reports.report set stage = :stage, accepted_at = :at::timestamptz where report_id = :id")
        .param("id", id)
        .param("stage", stage.name())
        .param("at", acceptedAt == null ? null : Timestamp.from(acceptedAt))
        .update();
  }

  /** Something that changes with every reorganisation that is recorded or withdrawn. */
  String tree() {
    return jdbc.sql(
            """
            select count(*) || ':' || count(withdrawn_at) || ':' || count(followed_on) from areas.reorganisation
            """)
        .query(String.class)
        .single();
  }

  // --- drafts

  Optional<Report.Draft> draft(UUID id) {
    return jdbc.sql(
            """
            select content, filled_at, filled_name, correcting, merged from reports.draft where report_id = :id
            """)
        .param("id", id)
        .query(
            (row, number) -> {
              String merged = row.getString("merged");
              return new Report.Draft(
                  ReportJson.content(row.getString("content")),
                  row.getTimestamp("filled_at").toInstant(),
                  row.getString("filled_name"),
                  row.getString("correcting"),
                  merged == null ? null : ReportJson.merged(merged));
            })
        .optional();
  }

  /**
   * The moment of what is read from here on in this transaction. It has to be its first statement:
   * that is where a repeatable read begins to see.
   */
  ReportReading reading() {
    return jdbc.sql(
            """
            select uuidv7() as reading, coalesce(max(reorganisation_id), 0) as tree from areas.reorganisation
            """)
        .query((row, number) -> reading(row))
        .single();
  }

  private static ReportReading reading(ResultSet row) throws SQLException {
    return new ReportReading(
        Objects.requireNonNull(row.getObject("reading", UUID.class)), row.getInt("tree"));
  }

  /**
   * When the figures of a version were read.
   *
   * @param version null for the draft
   * @return empty where that was not kept yet
   */
  Optional<ReportReading> reading(UUID id, @Nullable Integer version) {
    return jdbc.sql(
            version == null
                ? "select reading, tree from reports.draft where report_id = :id and reading is not null"
                : """
                  select reading, tree from reports.sent
                   where report_id = :id and version = :version and reading is not null
                  """)
        .param("id", id)
        .param("version", version)
        .query((row, number) -> reading(row))
        .optional();
  }

  /**
   * Keeps the figures of a draft, unless later ones are there; answers whether they were kept.
   *
   * @param at when the figures were read
   */
  boolean fill(UUID id, String content, Instant at, ReportReading reading, String by) {
    return jdbc.sql(
                """
                insert into reports.draft as draft (report_id, content, filled_at, filled_name, reading, tree)
                values (:id, :content, :at, :by, :reading, :tree)
                on conflict (report_id) do update
                  set content = excluded.content, filled_at = excluded.filled_at, filled_name = excluded.filled_name,
                      reading = excluded.reading, tree = excluded.tree
                  where draft.filled_at <= excluded.filled_at
                """)
            .param("reading", reading.id())
            .param("tree", reading.tree())
            .param("id", id)
            .param("content", content)
            .param("at", Timestamp.from(at))
            .param("by", by)
            .update()
        == 1;
  }

  void merge(UUID id, String merged) {
    jdbc.sql("update reports.draft set merged = :merged where report_id = :id")
        .param("id", id)
        .param("merged", merged)
        .update();
  }

  void correct(UUID id, String reason) {
    jdbc.sql("update reports.draft set correcting = :reason where report_id = :id")
        .param("id", id)
        .param("reason", reason)
        .update();
  }

  // --- texts

  /** The current text of each section. */
  Map<ReportSection, Report.SavedText> texts(UUID id) {
    Map<ReportSection, Report.SavedText> texts = new LinkedHashMap<>();
    jdbc.sql(
            """
            select distinct on (section) * from reports.section_text
             where report_id = :id and not aside
             order by section, text_no desc
            """)
        .param("id", id)
        .query(
            row -> {
              Report.SavedText text = text(row);
              texts.put(text.section(), text);
            });
    return texts;
  }

  /** Whether somebody else saved a text that counts after one of a section; 0 for none before. */
  boolean otherSince(UUID id, ReportSection section, long no, Actor actor) {
    return jdbc.sql(
            """
            select exists (select from reports.section_text
                            where report_id = :id and section = :section and text_no > :no and not aside
                              and (saved_by, saved_name) is distinct from (:by::uuid, :name::text))
            """)
        .param("id", id)
        .param("section", section.name())
        .param("no", no)
        .param("by", actor.accountId())
        .param("name", actor.name())
        .query(Boolean.class)
        .single();
  }

  /** Texts of a section that were ever saved, newest first. */
  List<Report.SavedText> history(UUID id, ReportSection section, int limit) {
    return jdbc.sql(
            """
            select * from reports.section_text where report_id = :id and section = :section
             order by text_no desc limit :limit
            """)
        .param("id", id)
        .param("section", section.name())
        .param("limit", limit)
        .query((row, number) -> text(row))
        .list();
  }

  Optional<Report.SavedText> text(UUID id, long no) {
    return jdbc.sql("select * from reports.section_text where report_id = :id and text_no = :no")
        .param("id", id)
        .param("no", no)
        .query((row, number) -> text(row))
        .optional();
  }

  long addText(
      UUID id,
      ReportSection section,
      String words,
      long basedOn,
      boolean aside,
      Instant at,
      Actor actor) {
    return jdbc.sql(
            """
            insert into reports.section_text
              (report_id, section, words, based_on, aside, saved_at, saved_by, saved_name)
            values (:id, :section, :words, :base, :aside, :at, :by, :name)
            returning text_no
            """)
        .param("id", id)
        .param("section", section.name())
        .param("words", words)
        .param("base", basedOn)
        .param("aside", aside)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .query(Long.class)
        .single();
  }

  /**
   * What areas that went into this one had written for the same report and never sent, or were
   * given back: it stands in the new report under their names, and stays where it was.
   */
  void takeOver(
      UUID id,
      int areaId,
      ReportForm form,
      LocalDate from,
      LocalDate until,
      Instant at,
      Actor actor) {
    jdbc.sql(
            """
            with recursive came as (
              select s.from_area from areas.receiver s where s.to_area = :area
              union
              select s.from_area from came join areas.receiver s on s.to_area = came.from_area),
            left_over as (
              select distinct on (r.report_id, t.section) r.report_id, t.section, t.words, n.name
                from came
                join reports.report r on r.area_id = came.from_area and r.form = :form
                                     and r.period = daterange(:from, :until, '[]')
                                     and r.stage in ('DRAFT', 'RETURNED')
                join reports.section_text t on t.report_id = r.report_id and not t.aside
                join lateral (select v.name from areas.area_version v
                               where v.area_id = r.area_id order by v.valid desc limit 1) n on true
               where not exists (select from areas.area_version v
                                  where v.area_id = r.area_id and v.valid @> platform.today())
               order by r.report_id, t.section, t.text_no desc)
            insert into reports.section_text
              (report_id, section, words, based_on, aside, saved_at, saved_by, saved_name)
            select :id, section, string_agg(name || ': ' || words, E'\n\n' order by name collate platform.vi, report_id),
                   0, false, :at, :by, :name
              from left_over
             where words <> ''
             group by section
            """)
        .param("id", id)
        .param("area", areaId)
        .param("form", form.name())
        .param("from", Date.valueOf(from))
        .param("until", Date.valueOf(until))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .update();
  }

  // --- marks

  /** The last mark of each figure. */
  Map<String, Report.Mark> marks(UUID id) {
    Map<String, Report.Mark> marks = new LinkedHashMap<>();
    jdbc.sql(
            """
            select distinct on (figure) * from reports.figure_mark where report_id = :id order by figure, mark_no desc
            """)
        .param("id", id)
        .query(
            row -> {
              marks.put(
                  row.getString("figure"),
                  new Report.Mark(
                      row.getString("figure"),
                      row.getBoolean("not_reported"),
                      row.getString("reason"),
                      row.getTimestamp("marked_at").toInstant(),
                      row.getString("marked_name")));
            });
    return marks;
  }

  void mark(UUID id, String figure, boolean notReported, String reason, Instant at, String by) {
    jdbc.sql(
            """
            insert into reports.figure_mark (report_id, figure, not_reported, reason, marked_at, marked_name)
            values (:id, :figure, :not, :reason, :at, :by)
            """)
        .param("id", id)
        .param("figure", figure)
        .param("not", notReported)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", by)
        .update();
  }

  // --- files

  /** What is attached now. */
  List<ReportContent.File> files(UUID id) {
    return jdbc.sql(
            """
            select attached_id, file_name, file_type, file from reports.attached
             where report_id = :id and removed_at is null
             order by attached_at, attached_id
            """)
        .param("id", id)
        .query((row, number) -> file(row))
        .list();
  }

  /** A file, attached or taken off since. */
  Optional<ReportContent.File> file(UUID id, UUID attached) {
    return jdbc.sql(
            """
            select attached_id, file_name, file_type, file from reports.attached
             where report_id = :id and attached_id = :attached
            """)
        .param("id", id)
        .param("attached", attached)
        .query((row, number) -> file(row))
        .optional();
  }

  void attach(UUID id, ReportContent.File file, Instant at, String by) {
    jdbc.sql(
            """
            insert into reports.attached (attached_id, report_id, file, file_type, file_name, attached_at, attached_name)
            values (:attached::uuid, :id, :file, :type, :name, :at, :by)
            on conflict do nothing
            """)
        .param("attached", file.id())
        .param("id", id)
        .param("file", file.sha256())
        .param("type", file.type())
        .param("name", file.name())
        .param("at", Timestamp.from(at))
        .param("by", by)
        .update();
  }

  void remove(UUID id, UUID attached, Instant at, String by) {
    jdbc.sql(
            """
            update reports.attached set removed_at = :at, removed_name = :by
             where report_id = :id and attached_id = :attached and removed_at is null
            """)
        .param("id", id)
        .param("attached", attached)
        .param("at", Timestamp.from(at))
        .param("by", by)
        .update();
  }

  // --- what became of it

  List<Report.Step> steps(UUID id) {
    return jdbc.sql(
            """
            select step, version, reason, taken_at, taken_name from reports.step
             where report_id = :id order by step_no desc limit 200
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Report.Step(
                    row.getString("step"),
                    row.getObject("version", Integer.class),
                    row.getString("reason"),
                    row.getTimestamp("taken_at").toInstant(),
                    row.getString("taken_name")))
        .list();
  }

  void step(
      UUID id, String step, @Nullable Integer version, String reason, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into reports.step (report_id, step, version, reason, taken_at, taken_by, taken_name)
            values (:id, :step, :version, :reason, :at, :by, :name)
            """)
        .param("id", id)
        .param("step", step)
        .param("version", version)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("name", actor.name())
        .update();
  }

  /** How many reports of areas within stand in a stage. */
  long waiting(List<Integer> within, List<AreaLevel> levels, ReportStage stage) {
    return jdbc.sql(
            REACH
                + """
                select count(*) from reports.report r join reach on reach.area_id = r.area_id where r.stage = :stage
                """)
        .param("within", within.toArray(Integer[]::new))
        .param("levels", levels.stream().map(one -> (short) one.ordinal()).toArray(Short[]::new))
        .param("stage", stage.name())
        .query(Long.class)
        .single();
  }

  private static Report report(ResultSet row) throws SQLException {
    Timestamp sent = row.getTimestamp("sent_at");
    Timestamp accepted = row.getTimestamp("accepted_at");
    return new Report(
        Objects.requireNonNull(row.getObject("report_id", UUID.class)),
        row.getInt("area_id"),
        row.getString("area_name"),
        AreaLevel.values()[row.getInt("level")],
        row.getObject("obligation_id", UUID.class),
        ReportForm.valueOf(row.getString("form")),
        row.getDate("first_day").toLocalDate(),
        row.getDate("last_day").toLocalDate(),
        ReportStage.valueOf(row.getString("stage")),
        row.getObject("sent_version", Integer.class),
        sent == null ? null : sent.toInstant(),
        accepted == null ? null : accepted.toInstant());
  }

  static Report.Sent sent(ResultSet row) throws SQLException {
    return new Report.Sent(
        Objects.requireNonNull(row.getObject("report_id", UUID.class)),
        row.getInt("area_id"),
        row.getInt("version"),
        row.getString("content"),
        row.getString("hash"),
        row.getString("reason"),
        row.getTimestamp("sent_at").toInstant(),
        row.getString("sent_name"));
  }

  private static Report.SavedText text(ResultSet row) throws SQLException {
    return new Report.SavedText(
        row.getLong("text_no"),
        ReportSection.valueOf(row.getString("section")),
        row.getString("words"),
        row.getLong("based_on"),
        row.getBoolean("aside"),
        row.getTimestamp("saved_at").toInstant(),
        row.getString("saved_name"));
  }

  private static ReportContent.File file(ResultSet row) throws SQLException {
    return new ReportContent.File(
        row.getString("attached_id"),
        row.getString("file_name"),
        row.getString("file_type"),
        row.getString("file"));
  }
}
