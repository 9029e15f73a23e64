package vn.khuyenhoc.registry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.areas.Area;
import vn.khuyenhoc.areas.AreaLevel;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.areas.BuiltInAreas;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.Locks;
import vn.khuyenhoc.platform.Sample;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * Invented citizens, clans, units, groups and centres in a few communes of the sample province, the
 * same in every installation: about two citizens in a household there. Every name carries the word
 * "Mẫu". Made by sets, so that starting stays fast.
 */
@Component
class SampleSubjects implements Sample {

  /** Communes that get citizens: the one that the demonstration shows, then by their codes. */
  private static final int COMMUNES = 6;

  private static final String SHOWN_COMMUNE = "03721";

  private final Areas areas;
  private final JdbcClient jdbc;
  private final Locks locks;
  private final Journal journal;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final Texts texts;

  SampleSubjects(
      Areas areas,
      JdbcClient jdbc,
      Locks locks,
      Journal journal,
      ApplicationEventPublisher events,
      Clock clock,
      Languages languages) {
    this.areas = areas;
    this.jdbc = jdbc;
    this.locks = locks;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
    this.texts = languages.vietnamese();
  }

  @Override
  public int place() {
    return 25;
  }

  @Override
  @Transactional
  public void loadOnce(String scale, Actor operator) {
    if (jdbc.sql("select exists (select from registry.citizen)").query(Boolean.class).single()) {
      return;
    }
    int sonLa = areas.byCode(AreaLevel.PROVINCE, "14").orElseThrow().id();
    List<Integer> communes =
        areas.below(List.of(sonLa), AreaLevel.COMMUNE).stream()
            .sorted(
                Comparator.comparing((Area one) -> !one.code().equals(SHOWN_COMMUNE))
                    .thenComparing(Area::code))
            .limit(COMMUNES)
            .map(Area::id)
            .toList();
    locks.communes(communes);
    UUID batch = Ids.next();
    begin(batch, sonLa, operator);
    long rows = 0;
    rows += citizens(batch, communes, operator);
    rows += units(batch, sonLa, communes);
    rows += clans(batch, communes);
    rows += groups(batch, communes);
    rows += centres(batch, communes);
    residences(batch);
    memberships(batch);
    end(batch, rows);
    journal.write(
        operator,
        "subject.sample",
        "batch/" + batch,
        sonLa,
        Map.of("subjects", rows, "scale", scale));
    for (SubjectKind kind :
        List.of(
            SubjectKind.CITIZEN,
            SubjectKind.CLAN,
            SubjectKind.UNIT,
            SubjectKind.SELF_MANAGED_GROUP,
            SubjectKind.LEARNING_CENTRE)) {
      events.publishEvent(new RegistryEvents.SubjectsAdded(kind, batch, List.of()));
    }
  }

  private void begin(UUID batch, int area, Actor operator) {
    jdbc.sql(
            """
            insert into registry.import_batch
              (batch_id, area_id, kind, file_name, stage, created_at, created_name, confirmed_name)
            values (:id, :area, 'CITIZEN', :name, 'READING', :at, :by, :by)
            """)
        .param("id", batch)
        .param("area", area)
        .param("name", texts.t("registry.sample.file"))
        .param("at", now())
        .param("by", operator.name())
        .update();
  }

  private void end(UUID batch, long rows) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = 'APPLIED', row_count = :rows, imported = :rows, updated = 0, skipped = 0, failed = 0,
                   applied_at = :at
             where batch_id = :id
            """)
        .param("rows", rows)
        .param("at", now())
        .param("id", batch)
        .update();
    jdbc.sql(
            "analyze registry.subject, registry.residence, registry.membership, registry.citizen, registry.consent")
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** The head and one more of every second or third household, of the labour groups in turn. */
  private long citizens(UUID batch, List<Integer> communes, Actor operator) {
    return jdbc.sql(
            """
            with wanted as materialized (
              select h.home_id, h.household_id, h.head, h.serial, n.n,
                     row_number() over (partition by h.home_id order by h.serial, n.n) as place
                from areas.ancestor a
                join registry.residence r on r.area_id = a.area_id and r.kind = 'HOUSEHOLD' and upper_inf(r.valid)
                join registry.household h on h.home_id = r.home_id and h.household_id = r.subject_id
               cross join generate_series(1, 2) as n (n)
               where a.ancestor_id = any (:communes::integer[]) and a.valid @> platform.today()
                 and h.adults >= n.n),
            named as materialized (
              select w.*, uuidv7() as subject_id,
                     (select coalesce(max(x.serial), 0) from registry.subject x where x.home_id = w.home_id) as last
                from wanted w),
            added as (
              insert into registry.subject (home_id, subject_id, serial, kind, name, created_at, batch_id)
              select home_id, subject_id, last + place, 'CITIZEN',
                     case n when 1 then head
                       else (:families::text[])[1 + (serial * 7 + home_id) % cardinality(:families::text[])] || :middle
                            || (:given::text[])[1 + (serial * 5 + home_id * 3) % cardinality(:given::text[])] end,
                     :at, :batch
                from named),
            born as (
              insert into registry.citizen (home_id, subject_id, birth_year, sex, labour_group)
              select home_id, subject_id, 1955 + (serial * 11 + n * 17 + home_id) % 48,
                     case when (serial + n) % 2 = 0 then 'FEMALE' else 'MALE' end,
                     case (serial * 3 + n) % 10 when 7 then 'WORKER' when 8 then 'OFFICIAL' when 9 then 'OFFICIAL'
                       when 6 then 'LEARNER' else 'FARMER' end
                from named),
            agreed as (
              insert into registry.consent
                (home_id, subject_id, text_version, how, given_on, recorded_at, recorded_name, batch_id)
              select home_id, subject_id, 1, case n when 1 then 'PAPER' else 'IN_PERSON' end, platform.today(), :at,
                     :by, :batch
                from named),
            living as (
              insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
              select home_id, subject_id, 'LIVES_IN', home_id, household_id, daterange(:since, null) from named)
            select count(*) from named
            """)
        .param("communes", communes.toArray(Integer[]::new))
        .param("families", words("registry.sample.families"))
        .param("given", words("registry.sample.given"))
        .param("middle", texts.t("registry.sample.middle.person"))
        .param("at", now())
        .param("by", operator.name())
        .param("since", java.sql.Date.valueOf(BuiltInAreas.REFORM))
        .param("batch", batch)
        .query(Long.class)
        .single();
  }

  private String[] words(String key) {
    return texts.t(key).split("\\|");
  }

  /** Schools and agencies of communes, and two units of the province. */
  private long units(UUID batch, int province, List<Integer> communes) {
    return jdbc.sql(
            """
            with wanted as (
              select c.area_id as home, k.place, k.name, k.kind, k.level, k.school, k.staff, k.learners
                from unnest(:communes::integer[]) as c (area_id)
               cross join (values (1, :school::text, 'SCHOOL', 'COMMUNE', true, 18, 240),
                                  (2, :agency, 'AGENCY', 'COMMUNE', false, 25, null),
                                  (3, :cooperative, 'COOPERATIVE', 'COMMUNE', false, 12, null))
                       as k (place, name, kind, level, school, staff, learners)
              union all
              select (:communes::integer[])[1], 4, :high::text, 'SCHOOL', 'PROVINCE', true, 60, 900
              union all
              select :province, 1, :department::text, 'AGENCY', 'PROVINCE', false, 80, null),
            named as materialized (
              select w.*, uuidv7() as id,
                     (select coalesce(max(x.serial), 0) from registry.subject x where x.home_id = w.home) as last
                from wanted w),
            added as (
              insert into registry.subject (home_id, subject_id, serial, kind, name, created_at, batch_id)
              select home, id, last + place, 'UNIT', name, :at, :batch from named),
            known as (
              insert into registry.unit (home_id, subject_id, unit_kind, managing_level, school, staff, learners)
              select home, id, kind, level, school, staff, learners from named)
            select count(*) from named
            """)
        .param("communes", communes.toArray(Integer[]::new))
        .param("province", province)
        .param("school", texts.t("registry.sample.unit.school"))
        .param("agency", texts.t("registry.sample.unit.agency"))
        .param("cooperative", texts.t("registry.sample.unit.cooperative"))
        .param("high", texts.t("registry.sample.unit.high"))
        .param("department", texts.t("registry.sample.unit.department"))
        .param("at", now())
        .param("batch", batch)
        .query(Long.class)
        .single();
  }

  private long clans(UUID batch, List<Integer> communes) {
    return simple(
        batch,
        communes,
        """
        select c.area_id as home, n.n as place, :word || ' ' || (:families::text[])[n.n] || :sample as name,
               20 + n.n * 5 as households
          from unnest(:communes::integer[]) as c (area_id) cross join generate_series(1, 3) as n (n)
        """,
        "CLAN",
        "registry.clan (home_id, subject_id, households) select home, id, households from named",
        "registry.sample.clan");
  }

  private long groups(UUID batch, List<Integer> communes) {
    return simple(
        batch,
        communes,
        """
        select a.area_id as home, n.n as place, :word || ' ' || n.n || :sample as name, 8 as households
          from areas.ancestor a
          join areas.area v on v.area_id = a.area_id and v.level = 4
         cross join generate_series(1, 2) as n (n)
         where a.ancestor_id = (:communes::integer[])[1] and a.valid @> platform.today()
        """,
        "SELF_MANAGED_GROUP",
        "registry.self_managed_group (home_id, subject_id, households) select home, id, households from named",
        "registry.sample.group");
  }

  private long centres(UUID batch, List<Integer> communes) {
    return simple(
        batch,
        communes,
        """
        select c.area_id as home, 1 as place, :word || :sample as name, 0 as households
          from unnest(:communes::integer[]) as c (area_id)
        """,
        "LEARNING_CENTRE",
        "registry.learning_centre (home_id, subject_id, centre_kind) select home, id, 'LEARNING' from named",
        "registry.sample.centre");
  }

  private long simple(
      UUID batch, List<Integer> communes, String wanted, String kind, String known, String word) {
    return jdbc.sql(
            "with wanted as ("
                + wanted
                + """
                ), named as materialized (
                  select w.*, uuidv7() as id,
                         (select coalesce(max(x.serial), 0) from registry.subject x where x.home_id = w.home) as last,
                         (:families::text[])[1] as any_family
                    from wanted w),
                added as (
                  insert into registry.subject (home_id, subject_id, serial, kind, name, created_at, batch_id)
                  select home, id, last + place, :kind, name, :at, :batch from named),
                known as (insert into
                """
                + known
                + ") select count(*) from named")
        .param("communes", communes.toArray(Integer[]::new))
        .param("families", words("registry.sample.families"))
        .param("word", texts.t(word))
        .param("sample", texts.t("registry.sample.mark"))
        .param("kind", kind)
        .param("at", now())
        .param("batch", batch)
        .query(Long.class)
        .single();
  }

  private void residences(UUID batch) {
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            select home_id, subject_id, kind, daterange(:since, null), home_id
              from registry.subject where batch_id = :batch
             order by home_id, subject_id
            """)
        .param("since", java.sql.Date.valueOf(BuiltInAreas.REFORM))
        .param("batch", batch)
        .update();
  }

  /** Officials work in the agency of their commune, learners learn in its school; clans by name. */
  private void memberships(UUID batch) {
    jdbc.sql(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            select c.home_id, c.subject_id, case when u.school then 'STUDIES_IN' else 'WORKS_IN' end, u.home_id,
                   u.subject_id, daterange(:since, null)
              from registry.citizen c
              join registry.subject s on s.home_id = c.home_id and s.subject_id = c.subject_id and s.batch_id = :batch
              join areas.ancestor a on a.area_id = c.home_id and a.ancestor_level = 3 and a.valid @> platform.today()
              join registry.unit u on u.home_id = a.ancestor_id and u.managing_level = 'COMMUNE'
               and (c.labour_group = 'OFFICIAL' and u.unit_kind = 'AGENCY'
                 or c.labour_group = 'LEARNER' and u.unit_kind = 'SCHOOL')
            union all
            select h.home_id, h.household_id, 'BELONGS_TO', k.home_id, k.subject_id, daterange(:since, null)
              from registry.subject k
              join areas.ancestor a on a.ancestor_id = k.home_id and a.valid @> platform.today()
              join registry.residence r on r.area_id = a.area_id and r.kind = 'HOUSEHOLD' and upper_inf(r.valid)
              join registry.household h on h.home_id = r.home_id and h.household_id = r.subject_id
               and starts_with(h.head, split_part(substr(k.name, length(:word) + 2), ' ', 1) || ' ')
             where k.kind = 'CLAN' and k.batch_id = :batch
            """)
        .param("since", java.sql.Date.valueOf(BuiltInAreas.REFORM))
        .param("word", texts.t("registry.sample.clan"))
        .param("batch", batch)
        .update();
  }
}
