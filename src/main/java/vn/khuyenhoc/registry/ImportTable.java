package vn.khuyenhoc.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.database.CopyRows;
import vn.khuyenhoc.platform.sheet.SheetHeading;

/** All SQL of imports. The number of statements does not depend on the number of rows. */
@Repository
class ImportTable {

  private static final TypeReference<List<RowProblem>> PROBLEMS = new TypeReference<>() {};

  private static final String BATCH =
      """
      select batch_id, area_id, kind, file_name, file_sha256, stage, row_count, imported, updated, skipped, failed,
             findings::text as findings, created_at, created_name, confirmed_name, applied_at
        from registry.import_batch
      """;

  private final JdbcClient jdbc;
  private final DataSource source;
  private final JsonMapper json;

  ImportTable(JdbcClient jdbc, DataSource source, JsonMapper json) {
    this.jdbc = jdbc;
    this.source = source;
    this.json = json;
  }

  // ---- batches

  void begin(
      UUID id,
      int areaId,
      SubjectKind kind,
      String fileName,
      String sha256,
      Instant at,
      Actor actor) {
    jdbc.sql(
            """
            insert into registry.import_batch
              (batch_id, area_id, kind, file_name, file_sha256, stage, created_at, created_by, created_person, created_name)
            values (:id, :area, :kind, :name, :sha256, 'READING', :at, :by, :person, :actor)
            on conflict (batch_id) do nothing
            """)
        .param("id", id)
        .param("area", areaId)
        .param("kind", kind.name())
        .param("name", fileName)
        .param("sha256", sha256)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .update();
  }

  Optional<ImportBatch> byId(UUID id) {
    return jdbc.sql(BATCH + " where batch_id = :id").param("id", id).query(this::batch).optional();
  }

  /** The batch, locked until the transaction ends; empty while another worker has it. */
  Optional<ImportBatch> take(UUID id) {
    return jdbc.sql(BATCH + " where batch_id = :id for update skip locked")
        .param("id", id)
        .query(this::batch)
        .optional();
  }

  /** The batch, locked until the transaction ends; waits for who has it. */
  Optional<ImportBatch> lock(UUID id) {
    return jdbc.sql(BATCH + " where batch_id = :id for update")
        .param("id", id)
        .query(this::batch)
        .optional();
  }

  /** Batches that have work to be done, oldest first. */
  List<UUID> waiting() {
    return jdbc.sql(
            """
            select batch_id from registry.import_batch
             where stage in ('READING', 'APPLYING') order by created_at limit 100
            """)
        .query(UUID.class)
        .list();
  }

  /**
   * Notes that the work of a batch begins, in a transaction of its own, so that it is known even if
   * the process ends in the middle.
   *
   * @param wait whether to wait for another worker that has it
   * @return how often it was begun since it last came to an end; empty if another worker has it
   */
  Optional<Integer> attempt(UUID id, boolean wait) {
    return jdbc.sql(
            """
            update registry.import_batch set attempts = attempts + 1
             where batch_id = (select batch_id from registry.import_batch
                                where batch_id = :id and stage in ('READING', 'APPLYING') for update
            """
                + (wait ? "" : " skip locked")
                + ") returning attempts")
        .param("id", id)
        .query(Integer.class)
        .optional();
  }

  /**
   * Batches whose rows went with a crash are read again: their file is kept. Who had confirmed them
   * stays until then, so that they can be told why they are asked again.
   */
  int readAgain() {
    return jdbc.sql(
            """
            update registry.import_batch b set stage = 'READING', attempts = 0
             where stage in ('PREVIEWED', 'APPLYING') and row_count > 0
               and not exists (select from registry.import_row r where r.batch_id = b.batch_id)
               and not exists (select from registry.subject_row r where r.batch_id = b.batch_id)
            """)
        .update();
  }

  /** Previews that nobody confirmed. */
  int discardBefore(Instant moment) {
    return jdbc.sql(
            """
            with forgotten as (
              update registry.import_batch set stage = 'DISCARDED'
               where stage = 'PREVIEWED' and created_at < :moment returning batch_id),
            others as (delete from registry.subject_row r using forgotten f where r.batch_id = f.batch_id)
            delete from registry.import_row r using forgotten f where r.batch_id = f.batch_id
            """)
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /** The latest files of a kind; of every kind for none. */
  List<ImportBatch> recent(List<Integer> areaIds, @Nullable SubjectKind kind, int limit) {
    return jdbc.sql(
            BATCH
                + """
                 where file_sha256 is not null and (:kind::text is null or kind = :kind)
                   and area_id in (select area_id from areas.ancestor
                                    where ancestor_id = any (:areas::integer[]) and valid @> platform.today())
                 order by created_at desc limit :limit
                """)
        .param("areas", areaIds.toArray(Integer[]::new))
        .param("kind", kind == null ? null : kind.name())
        .param("limit", limit)
        .query(this::batch)
        .list();
  }

  /** When and by whom this very file was applied before to the same area. */
  Optional<Map.Entry<Instant, String>> appliedBefore(UUID id) {
    return jdbc.sql(
            """
            select p.applied_at, p.confirmed_name
              from registry.import_batch b
              join registry.import_batch p on p.file_sha256 = b.file_sha256 and p.area_id = b.area_id
               and p.stage = 'APPLIED' and p.batch_id <> b.batch_id
             where b.batch_id = :id order by p.applied_at desc limit 1
            """)
        .param("id", id)
        .query(
            (row, number) ->
                Map.entry(row.getTimestamp("applied_at").toInstant(), row.getString(2)))
        .optional();
  }

  /** A stage in which nothing is confirmed (any more). */
  void stage(UUID id, ImportStage stage, List<RowProblem> findings) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = :stage, findings = :findings::jsonb, attempts = 0, all_or_nothing = false,
                   confirmed_by = null, confirmed_person = null, confirmed_name = null
             where batch_id = :id
            """)
        .param("stage", stage.name())
        .param("findings", json.writeValueAsString(findings))
        .param("id", id)
        .update();
  }

  /** Remarks about the whole file; the stage stays. */
  void findings(UUID id, List<RowProblem> findings) {
    jdbc.sql("update registry.import_batch set findings = :findings::jsonb where batch_id = :id")
        .param("findings", json.writeValueAsString(findings))
        .param("id", id)
        .update();
  }

  void confirm(UUID id, boolean allOrNothing, Actor actor) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = 'APPLYING', attempts = 0, all_or_nothing = :all, confirmed_by = :by,
                   confirmed_person = :person, confirmed_name = :actor
             where batch_id = :id
            """)
        .param("all", allOrNothing)
        .param("by", actor.accountId())
        .param("person", actor.personId())
        .param("actor", actor.name())
        .param("id", id)
        .update();
  }

  /** Whether who confirmed the batch wants all of it or nothing. */
  boolean allOrNothing(UUID id) {
    return jdbc.sql("select all_or_nothing from registry.import_batch where batch_id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Who confirmed a batch, as an actor without rights of their own. */
  Actor confirmedBy(UUID id) {
    return jdbc.sql(
            """
            select confirmed_by, confirmed_person, confirmed_name from registry.import_batch where batch_id = :id
            """)
        .param("id", id)
        .query(
            (row, number) ->
                new Actor(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    List.of()))
        .single();
  }

  void heading(UUID id, SheetHeading heading) {
    jdbc.sql("update registry.import_batch set heading = :heading::jsonb where batch_id = :id")
        .param("heading", json.writeValueAsString(heading))
        .param("id", id)
        .update();
  }

  Optional<SheetHeading> heading(UUID id) {
    return jdbc.sql(
            """
            select heading::text from registry.import_batch where batch_id = :id and heading is not null
            """)
        .param("id", id)
        .query((row, number) -> json.readValue(row.getString(1), SheetHeading.class))
        .optional();
  }

  // ---- reading

  List<VillagePlace> places(int widest, int scope) {
    return jdbc.sql(
            """
            select v.area_id as id, v.code, v.name, c.area_id as commune_id, c.code as commune_code, c.name as commune,
                   s.area_id is not null as in_scope
              from areas.ancestor a
              join areas.area_version v on v.area_id = a.area_id and v.level = 4 and v.valid @> platform.today()
              join areas.area_version c on c.area_id = v.parent_id and c.valid @> platform.today()
              left join areas.ancestor s on s.area_id = v.area_id and s.ancestor_id = :scope
               and s.valid @> platform.today()
             where a.ancestor_id = :widest and a.valid @> platform.today()
            """)
        .param("widest", widest)
        .param("scope", scope)
        .query(VillagePlace.class)
        .list();
  }

  CopyRows rows() {
    return new CopyRows(
        source,
        "registry.import_row (batch_id, row_number, code, home_id, serial, village_id, head, address, children,"
            + " adults, workers, note, outcome)");
  }

  CopyRows failures() {
    return new CopyRows(source, "registry.import_failure (batch_id, row_number, problems)");
  }

  String json(List<RowProblem> problems) {
    return json.writeValueAsString(problems);
  }

  /** Lets the planner know how many rows there are of which kind; otherwise it guesses one. */
  void measure() {
    jdbc.sql(
            "analyze registry.import_row (batch_id, row_number, home_id, serial, household_id, village_id, outcome)")
        .update();
  }

  /**
   * The same for the register, after rows were added by the thousand. Whoever hears of them joins
   * them next; guessed to be none, they are looked up by walking a whole index for every row.
   */
  static void measureRegister(JdbcClient jdbc) {
    jdbc.sql(
            """
            analyze registry.subject (home_id, subject_id, serial, status, batch_id),
                    registry.residence (home_id, subject_id, area_id)
            """)
        .update();
  }

  void measureRegister() {
    measureRegister(jdbc);
  }

  void forget(UUID id) {
    jdbc.sql("delete from registry.import_row where batch_id = :id").param("id", id).update();
    jdbc.sql("delete from registry.subject_row where batch_id = :id").param("id", id).update();
  }

  private static String rowsOf(SubjectKind kind) {
    return kind == SubjectKind.HOUSEHOLD ? "registry.import_row" : "registry.subject_row";
  }

  void forgetFailures(UUID id) {
    jdbc.sql("delete from registry.import_failure where batch_id = :id").param("id", id).update();
  }

  /** Rows within merged cells, only known once all of the file was read. */
  void failMerged(UUID id, SubjectKind kind, List<int[]> ranges, List<RowProblem> problems) {
    jdbc.sql(
            """
            with merged as (
              select r.row_number, jsonb_agg(m.problem) as problems
                from unnest(:firsts::integer[], :lasts::integer[], :problems::jsonb[]) m (first, last, problem)
                join registry.any_row r on r.batch_id = :id and r.row_number between m.first and m.last
               group by r.row_number),
            failed as (
              update registry.any_row r set outcome = 'FAIL'
                from merged m where r.batch_id = :id and r.row_number = m.row_number)
            insert into registry.import_failure as f (batch_id, row_number, problems)
            select :id, row_number, problems from merged
            on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
            """
                .replace("registry.any_row", rowsOf(kind)))
        .param("id", id)
        .param("firsts", ranges.stream().map(range -> range[0]).toArray(Integer[]::new))
        .param("lasts", ranges.stream().map(range -> range[1]).toArray(Integer[]::new))
        .param("problems", problems.stream().map(json::writeValueAsString).toArray(String[]::new))
        .update();
  }

  // ---- comparing with the register

  /**
   * What the columns of the file leave open: an absent column keeps what the register knows, an
   * empty cell says "not reported".
   */
  record Present(
      boolean address, boolean children, boolean adults, boolean workers, boolean note) {}

  private static final String DIFFERS =
      """
      (h.head, case when :address then h.address end, case when :children then h.children end,
       case when :adults then h.adults end, case when :workers then h.workers end,
       case when :note then h.note end)
      is distinct from
      (r.head, case when :address then r.address end, case when :children then r.children end,
       case when :adults then r.adults end, case when :workers then r.workers end,
       case when :note then r.note end)
      """;

  private static final String FILLED =
      """
      address = case when :address then r.address else h.address end,
      children = case when :children then r.children else h.children end,
      adults = case when :adults then r.adults else h.adults end,
      workers = case when :workers then r.workers else h.workers end,
      note = case when :note then r.note else h.note end
      """;

  private JdbcClient.StatementSpec comparing(String sql, UUID id, Present present) {
    return jdbc.sql(sql)
        .param("id", id)
        .param("address", present.address())
        .param("children", present.children())
        .param("adults", present.adults())
        .param("workers", present.workers())
        .param("note", present.note());
  }

  boolean anyCoded(UUID id) {
    return jdbc.sql(
            """
            select exists (select from registry.import_row where batch_id = :id and home_id is not null)
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Rows with a code: each must be one household of the scope, once, where it lives. */
  void matchCodes(UUID id, int scope, String scopeName, Present present) {
    comparing(
            """
            update registry.import_row r
               set household_id = h.household_id, seen_version = h.version,
                   outcome = case when r.outcome = 'FAIL' then 'FAIL'
            """
                + " when "
                + DIFFERS
                + " then 'UPDATE' else 'SKIP' end, "
                + FILLED
                + """
                from registry.household h
                join registry.residence l on l.home_id = h.home_id and l.subject_id = h.household_id
                 and upper_inf(l.valid)
               where r.batch_id = :id and h.home_id = r.home_id and h.serial = r.serial
                 and exists (select from areas.ancestor a where a.area_id = l.area_id and a.ancestor_id = :scope
                              and a.valid @> platform.today())
                """,
            id,
            present)
        .param("scope", scope)
        .update();
    jdbc.sql(
            """
            with coded as (
              select r.row_number, r.code, r.village_id, r.household_id, r.outcome, r.home_id,
                     min(r.row_number) over same as first_row, max(r.row_number) over same as last_row
                from registry.import_row r
               where r.batch_id = :id and r.home_id is not null
              window same as (partition by r.home_id, r.serial)),
            found as (
              select c.row_number,
                     case when c.household_id is null then jsonb_build_object('c', 'REGISTRY-031', 'k', 'code',
                            'a', jsonb_build_array(c.code, :scopeName::text))
                          when c.first_row <> c.last_row then jsonb_build_object('c', 'REGISTRY-032', 'k', 'code',
                            'a', jsonb_build_array(case when c.row_number = c.first_row then c.last_row
                                                        else c.first_row end))
                          when h.status = 'JOINED' and c.outcome = 'UPDATE' then
                            jsonb_build_object('c', 'REGISTRY-039', 'k', 'code',
                              'a', jsonb_build_array(c.code, (
                                select registry.subject_code(o.home_id, o.serial)
                                  from registry.subject_link k
                                  join registry.household o on o.home_id = k.other_home_id
                                   and o.household_id = k.other_subject_id
                                 where k.home_id = h.home_id and k.subject_id = h.household_id
                                   and k.kind = 'JOINED_INTO' limit 1)))
                          when h.status = 'CLOSED' and c.outcome = 'UPDATE' then
                            jsonb_build_object('c', 'REGISTRY-038', 'k', 'code', 'a', jsonb_build_array(c.code))
                          when c.village_id <> l.area_id then
                            jsonb_build_object('c', 'REGISTRY-037', 'k', 'village', 'a', jsonb_build_array(c.code,
                              (select v.name from areas.area_version v
                                where v.area_id = l.area_id order by lower(v.valid) desc limit 1)))
                     end as problem
                from coded c
                left join registry.household h on h.home_id = c.home_id and h.household_id = c.household_id
                left join registry.residence l on l.home_id = h.home_id and l.subject_id = h.household_id
                 and upper_inf(l.valid)),
            failed as (
              update registry.import_row r set outcome = 'FAIL'
                from found f where r.batch_id = :id and r.row_number = f.row_number and f.problem is not null)
            insert into registry.import_failure as f (batch_id, row_number, problems)
            select :id, row_number, jsonb_build_array(problem) from found where problem is not null
            on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
            """)
        .param("id", id)
        .param("scopeName", scopeName)
        .update();
  }

  /** How a row without a code is taken for a household, from the closest to the widest. */
  enum Likeness {
    /** Letter by letter, and every fact the same: nothing to change. */
    IDENTICAL(
        "head, address, coalesce(children, -1), coalesce(adults, -1), coalesce(workers, -1), note",
        "r.outcome <> 'FAIL'",
        "true"),
    /** Letter by letter. */
    EXACT("head, address", "true", "true"),
    /** Case and the place of the tone mark aside: hoà is hòa. */
    WRITTEN("registry.written(head), registry.written(address)", "true", "true"),
    /** One of the two was typed without accents. */
    UNACCENTED(
        "platform.fold(head), platform.fold(address)",
        "true",
        """
        ((platform.fold(r.head) = lower(r.head) and platform.fold(r.address) = lower(r.address))
          or (platform.fold(h.head) = lower(h.head) and platform.fold(h.address) = lower(h.address)))
        """);

    private final List<String> keys;
    private final String rows;
    private final String condition;

    Likeness(String keys, String rows, String condition) {
      this.keys = List.of(keys.split(", (?![^(]*\\))"));
      this.rows = rows;
      this.condition = condition;
    }

    private String named() {
      StringBuilder named = new StringBuilder();
      for (int i = 0; i < keys.size(); i++) {
        named.append(", ").append(keys.get(i)).append(" as k").append(i);
      }
      return named.toString();
    }

    private String partition() {
      return "village_id, " + String.join(", ", keys);
    }

    private String joined() {
      StringBuilder joined = new StringBuilder();
      for (int i = 0; i < keys.size(); i++) {
        joined.append(" and h.k").append(i).append(" = s.k").append(i);
      }
      return joined.toString();
    }
  }

  private static final String FACTS =
      """
      head, case when :address then address else '' end as address, case when :children then children end as children,
      case when :adults then adults end as adults, case when :workers then workers end as workers,
      case when :note then note else '' end as note
      """;

  /** Households that rows without a code may mean: active ones there that no row means yet. */
  private static final String FREE =
      """
      free as (
        select h.home_id, h.household_id, h.serial, h.version, h.head, h.address, h.children, h.adults, h.workers,
               h.note, l.area_id as village_id
          from (select distinct village_id from registry.import_row
                 where batch_id = :id and serial is null and household_id is null and village_id is not null) v
          join registry.residence l on l.area_id = v.village_id and upper_inf(l.valid) and l.kind = 'HOUSEHOLD'
          join registry.household h on h.home_id = l.home_id and h.household_id = l.subject_id
           and h.status = 'ACTIVE'
         where not exists (select from registry.import_row c
                            where c.batch_id = :id and c.home_id = h.home_id and c.household_id = h.household_id))
      """;

  boolean anyFree(UUID id) {
    return jdbc.sql("with " + FREE + " select exists (select from free)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private static String pairs(Likeness likeness) {
    return FREE
        + ", had as (select *, row_number() over (partition by "
        + likeness.partition()
        + " order by home_id, serial) as n"
        + likeness.named()
        + " from (select home_id, household_id, serial, village_id, "
        + FACTS
        + " from free) h), said as (select number, village_id, row_number() over (partition by "
        + likeness.partition()
        + " order by number) as n"
        + likeness.named()
        + " from (select row_number as number, village_id, "
        + FACTS
        + """
          from registry.import_row r
         where batch_id = :id and serial is null and household_id is null and village_id is not null
           and head is not null and
        """
        + likeness.rows
        + """
        ) r),
        pairs as (
          select s.number, h.home_id as home, h.household_id as household
            from said s join had h on h.village_id = s.village_id and h.n = s.n
        """
        + likeness.joined()
        + ")\n";
  }

  /**
   * Rows without a code: the n-th row of a village, head and address is the n-th such household. A
   * spelling without accents never overwrites one with them.
   */
  void match(UUID id, Likeness likeness, Present present) {
    boolean unaccented = likeness == Likeness.UNACCENTED;
    String row =
        unaccented
            ? """
              (select case when platform.fold(i.head) = lower(i.head) then h.head else i.head end as head,
                      case when platform.fold(i.address) = lower(i.address) then h.address else i.address end
                        as address, i.children, i.adults, i.workers, i.note)
              """
            : "(select i.head, i.address, i.children, i.adults, i.workers, i.note)";
    comparing(
            "with "
                + pairs(likeness)
                + """
                update registry.import_row i
                   set home_id = h.home_id, household_id = h.household_id, seen_version = h.version,
                       outcome = case when i.outcome = 'FAIL' then 'FAIL' when
                """
                + DIFFERS
                + " then 'UPDATE' else 'SKIP' end, head = r.head, "
                + FILLED
                + """
                  from pairs p
                  join registry.household h on h.home_id = p.home and h.household_id = p.household
                  join registry.import_row i2 on i2.batch_id = :id and i2.row_number = p.number
                  cross join lateral
                """
                + row.replace("i.", "i2.")
                + " r where i.batch_id = :id and i.row_number = p.number and "
                + likeness.condition.replace("r.", "i2."),
            id,
            present)
        .update();
  }

  /**
   * Rows whose one number fits no longer once the register filled in the other: a file with a
   * column of workers alone, or of adults alone.
   *
   * @param key the column that the file has
   * @param letters where it stands in the file
   */
  void failWorkersOverAdults(UUID id, String key, String letters) {
    jdbc.sql(
            """
            with over as (
              select row_number, workers, adults from registry.import_row
               where batch_id = :id and household_id is not null and workers > adults),
            failed as (
              update registry.import_row r set outcome = 'FAIL'
                from over o where r.batch_id = :id and r.row_number = o.row_number)
            insert into registry.import_failure as f (batch_id, row_number, problems)
            select :id, row_number, jsonb_build_array(jsonb_build_object('c', 'REGISTRY-004', 'k', :key::text,
                     'l', :letters::text, 'a', jsonb_build_array(workers, adults)))
              from over
            on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
            """)
        .param("id", id)
        .param("key", key)
        .param("letters", letters)
        .update();
  }

  ImportCounts count(UUID id, SubjectKind kind) {
    return jdbc.sql(
            """
            select count(*)::integer as rows,
                   (count(*) filter (where outcome = 'IMPORT'))::integer as imported,
                   (count(*) filter (where outcome = 'UPDATE'))::integer as updated,
                   (count(*) filter (where outcome = 'SKIP'))::integer as skipped,
                   (count(*) filter (where outcome = 'FAIL'))::integer as failed
              from registry.any_row where batch_id = :id
            """
                .replace("registry.any_row", rowsOf(kind)))
        .param("id", id)
        .query(ImportCounts.class)
        .single();
  }

  /** What would become of a batch; nobody confirmed that yet, whatever they confirmed before. */
  void previewed(UUID id, ImportCounts counts) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = 'PREVIEWED', row_count = :rows, imported = :imported, updated = :updated,
                   skipped = :skipped, failed = :failed, attempts = 0, all_or_nothing = false,
                   confirmed_by = null, confirmed_person = null, confirmed_name = null
             where batch_id = :id
            """)
        .param("rows", counts.rows())
        .param("imported", counts.imported())
        .param("updated", counts.updated())
        .param("skipped", counts.skipped())
        .param("failed", counts.failed())
        .param("id", id)
        .update();
  }

  /** What became of a batch. */
  void applied(UUID id, ImportCounts counts, Instant at) {
    jdbc.sql(
            """
            update registry.import_batch
               set stage = 'APPLIED', row_count = :rows, imported = :imported, updated = :updated,
                   skipped = :skipped, failed = :failed, attempts = 0, applied_at = :at
             where batch_id = :id
            """)
        .param("rows", counts.rows())
        .param("imported", counts.imported())
        .param("updated", counts.updated())
        .param("skipped", counts.skipped())
        .param("failed", counts.failed())
        .param("at", Timestamp.from(at))
        .param("id", id)
        .update();
  }

  // ---- looking at it

  List<FailedRow> failedRows(UUID id, int limit, long offset) {
    return jdbc.sql(
            """
            select row_number, problems::text as problems from registry.import_failure
             where batch_id = :id order by row_number limit :limit offset :offset
            """)
        .param("id", id)
        .param("limit", limit)
        .param("offset", offset)
        .query(this::failedRow)
        .list();
  }

  /** Every failed row, by number; to be closed, and read within one transaction. */
  Stream<FailedRow> failedRows(UUID id) {
    return jdbc
        .sql(
            """
            select row_number, problems::text as problems from registry.import_failure
             where batch_id = :id order by row_number
            """)
        .withFetchSize(500)
        .param("id", id)
        .query(this::failedRow)
        .stream();
  }

  List<PlannedUpdate> plannedUpdates(UUID id, int limit, long offset) {
    return jdbc.sql(
            """
            select r.row_number, h.home_id, h.household_id, h.serial, h.head, h.address, h.children, h.adults,
                   h.workers, h.note, h.status, h.version, coalesce(r.village_id, h.home_id) as village_id,
                   r.head as new_head, r.address as new_address, r.children as new_children,
                   r.adults as new_adults, r.workers as new_workers, r.note as new_note
              from registry.import_row r
              join registry.household h on h.home_id = r.home_id and h.household_id = r.household_id
             where r.batch_id = :id and r.outcome = 'UPDATE'
             order by r.row_number limit :limit offset :offset
            """)
        .param("id", id)
        .param("limit", limit)
        .param("offset", offset)
        .query(
            (row, number) ->
                new PlannedUpdate(
                    row.getInt("row_number"),
                    HouseholdTable.household(row, number),
                    new HouseholdEntry(
                        row.getString("new_head"),
                        row.getString("new_address"),
                        row.getObject("new_children", Integer.class),
                        row.getObject("new_adults", Integer.class),
                        row.getObject("new_workers", Integer.class),
                        row.getString("new_note"))))
        .list();
  }

  // ---- applying

  List<Integer> communes(UUID id) {
    return jdbc.sql(
            """
            select distinct a.ancestor_id
              from (select distinct village_id from registry.import_row
                     where batch_id = :id and outcome in ('IMPORT', 'UPDATE')) r
              join areas.ancestor a on a.area_id = r.village_id and a.ancestor_level = 3
               and a.valid @> platform.today()
            """)
        .param("id", id)
        .query(Integer.class)
        .list();
  }

  /** Rows whose household or village is no longer as the preview showed it. */
  void failChanged(UUID id, int scope) {
    jdbc.sql(
            """
            with changed as (
              select r.row_number
                from registry.import_row r
                left join registry.household h on h.home_id = r.home_id and h.household_id = r.household_id
                left join registry.residence l on l.home_id = h.home_id and l.subject_id = h.household_id
                 and upper_inf(l.valid)
               where r.batch_id = :id and r.outcome in ('UPDATE', 'SKIP')
                 and (h.version is distinct from r.seen_version or l.area_id is distinct from r.village_id)
              union all
              select r.row_number
                from (select village_id from registry.import_row
                       where batch_id = :id and outcome = 'IMPORT' group by village_id) v
                join registry.import_row r on r.batch_id = :id and r.outcome = 'IMPORT' and r.village_id = v.village_id
               where not exists (select from areas.ancestor a
                                  where a.area_id = v.village_id and a.ancestor_id = :scope
                                    and a.valid @> platform.today())),
            failed as (
              update registry.import_row r set outcome = 'FAIL'
                from changed c where r.batch_id = :id and r.row_number = c.row_number)
            insert into registry.import_failure as f (batch_id, row_number, problems)
            select :id, row_number, '[{"c": "REGISTRY-040", "a": []}]' from changed
            on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
            """)
        .param("id", id)
        .param("scope", scope)
        .update();
  }

  /** New rows that meanwhile mean a household of the register. */
  void failKnown(UUID id, Likeness likeness, Present present) {
    comparing(
            "with "
                + pairs(likeness)
                + """
                , known as (
                  select r.row_number from pairs p
                    join registry.household h on h.home_id = p.home and h.household_id = p.household
                    join registry.import_row r on r.batch_id = :id and r.row_number = p.number
                     and r.outcome = 'IMPORT'
                   where
                """
                + likeness.condition
                + """
                ),
                failed as (
                  update registry.import_row r set outcome = 'FAIL'
                    from known k where r.batch_id = :id and r.row_number = k.row_number)
                insert into registry.import_failure as f (batch_id, row_number, problems)
                select :id, row_number, '[{"c": "REGISTRY-040", "a": []}]' from known
                on conflict (batch_id, row_number) do update set problems = f.problems || excluded.problems
                """,
            id,
            present)
        .update();
  }

  int add(UUID id, Instant at, Actor actor) {
    return jdbc.sql(
            """
            with last as materialized (
              select v.village_id, coalesce((select max(h.serial) from registry.subject h
                                              where h.home_id = v.village_id), 0) as serial
                from (select distinct village_id from registry.import_row
                       where batch_id = :id and outcome = 'IMPORT') v),
            added as (
              insert into registry.household
                (home_id, serial, head, address, children, adults, workers, note, created_at, created_by, batch_id)
              select r.village_id,
                     l.serial + row_number() over (partition by r.village_id order by r.row_number),
                     r.head, r.address, r.children, r.adults, r.workers, r.note, :at, :by, :id
                from registry.import_row r join last l on l.village_id = r.village_id
               where r.batch_id = :id and r.outcome = 'IMPORT'
               order by r.village_id, r.row_number
              returning home_id, household_id)
            insert into registry.residence (home_id, subject_id, valid, area_id)
            select home_id, household_id, daterange(platform.today(), null), home_id from added
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .update();
  }

  int update(UUID id, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into registry.subject_change
              (home_id, subject_id, at, account_id, actor, kind, before, after, batch_id)
            select h.home_id, h.household_id, :at, :by, :actor, 'EDITED', d.before, d.after, :id
              from registry.import_row r
              join registry.household h on h.home_id = r.home_id and h.household_id = r.household_id
              cross join lateral (
                select jsonb_object_agg(name, was) as before, jsonb_object_agg(name, becomes) as after
                  from (values ('head', to_jsonb(h.head), to_jsonb(r.head)),
                               ('address', to_jsonb(h.address), to_jsonb(r.address)),
                               ('children', to_jsonb(h.children), to_jsonb(r.children)),
                               ('adults', to_jsonb(h.adults), to_jsonb(r.adults)),
                               ('workers', to_jsonb(h.workers), to_jsonb(r.workers)),
                               ('note', to_jsonb(h.note), to_jsonb(r.note))) f (name, was, becomes)
                 where was is distinct from becomes) d
             where r.batch_id = :id and r.outcome = 'UPDATE'
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("actor", actor.name())
        .update();
    return jdbc.sql(
            """
            update registry.household h
               set head = r.head, address = r.address, children = r.children, adults = r.adults,
                   workers = r.workers, note = r.note, version = h.version + 1
              from registry.import_row r
             where r.batch_id = :id and r.outcome = 'UPDATE'
               and h.home_id = r.home_id and h.household_id = r.household_id
            """)
        .param("id", id)
        .update();
  }

  // ---- reading rows of the result

  private ImportBatch batch(ResultSet row, int number) throws SQLException {
    Integer rows = row.getObject("row_count", Integer.class);
    Timestamp appliedAt = row.getTimestamp("applied_at");
    return new ImportBatch(
        row.getObject("batch_id", UUID.class),
        row.getInt("area_id"),
        SubjectKind.valueOf(row.getString("kind")),
        row.getString("file_name"),
        row.getString("file_sha256"),
        ImportStage.valueOf(row.getString("stage")),
        rows == null
            ? null
            : new ImportCounts(
                rows,
                row.getInt("imported"),
                row.getInt("updated"),
                row.getInt("skipped"),
                row.getInt("failed")),
        json.readValue(row.getString("findings"), PROBLEMS),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_name"),
        row.getString("confirmed_name"),
        appliedAt == null ? null : appliedAt.toInstant());
  }

  private FailedRow failedRow(ResultSet row, int number) throws SQLException {
    return new FailedRow(
        row.getInt("row_number"), json.readValue(row.getString("problems"), PROBLEMS));
  }
}
