package vn.khuyenhoc.recognition;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.areas.Basis;
import vn.khuyenhoc.criteria.Facts;
import vn.khuyenhoc.criteria.Outcome;
import vn.khuyenhoc.criteria.Rating;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.registry.SubjectKey;

/** All SQL of dossiers and what happened to them, as commands need it: whole sets at once. */
@Repository
class DossierTable {

  private static final TypeReference<Map<String, BigDecimal>> ANSWERS = new TypeReference<>() {};
  private static final TypeReference<Map<String, @Nullable Long>> FACTS = new TypeReference<>() {};

  /** What {@link #read} reads, of {@code d} and whom it is about, {@code h}. */
  static final String COLUMNS =
      """
      d.home_id, d.dossier_id, d.area_now, h.name as head, d.stage, d.outcome, d.rating, d.total,
      d.answers::text as answers, d.facts::text as facts, d.returned_items,
      d.returned_reason is not null as returned, d.revisited, d.version,
      d.vote is not distinct from 'FAILED' as voted_down, d.registered_at is not null as registered
      """;

  private static final String ROW =
      "select "
          + COLUMNS
          + """
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
            """;

  /** Whether {@code d} lies in the area of an office today. */
  static final String IN_OFFICE =
      """
      exists (select from areas.ancestor a
               where a.area_id = d.area_now and a.ancestor_id = :office and a.valid @> platform.today())
      """;

  /** What of a draft cannot be recognised any more: it did not achieve after all, or moved away. */
  static final String UNFIT = "(d.outcome is distinct from 'ACHIEVED' or not " + IN_OFFICE + ")\n";

  /**
   * In one order for everybody, before anything is computed: another commune's decision that
   * changes what these come to waits until they are written, or is seen by what is read next.
   */
  private static final String LOCKED = " order by d.home_id, d.dossier_id for update of d";

  /** The area whose office appraises: the commune; a larger area itself. */
  static final String OFFICE =
      """
      a.valid @> platform.today() and (a.ancestor_level = 3 or a.ancestor_level < 3 and a.ancestor_id = a.area_id)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DossierTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Where a dossier is, before anything is locked.
   *
   * @param villageId the area that it is counted in
   * @param communeId the area whose office appraises it: the commune; the province itself for what
   *     belongs to no commune
   * @param subject whose it is
   */
  record Place(int campaignId, int villageId, int communeId, SubjectKey subject) {}

  Optional<Place> place(DossierKey key) {
    return jdbc.sql(
            """
            select d.campaign_id, d.area_now, a.ancestor_id, d.home_id, d.subject_id
              from recognition.dossier d
              join areas.ancestor a on a.area_id = d.area_now and
            """
                + OFFICE
                + " where d.home_id = :home and d.dossier_id = :id")
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) ->
                new Place(
                    row.getInt("campaign_id"),
                    row.getInt("area_now"),
                    row.getInt("ancestor_id"),
                    new SubjectKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class))))
        .optional();
  }

  /** A dossier as it stands, only to be looked at. */
  DossierRow asItStands(DossierKey key) {
    return jdbc.sql(ROW + " where d.home_id = :home and d.dossier_id = :id")
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(this::read)
        .single();
  }

  /** A dossier to be changed, locked. */
  Optional<DossierRow> row(DossierKey key) {
    return jdbc.sql(ROW + " where d.home_id = :home and d.dossier_id = :id" + LOCKED)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(this::read)
        .optional();
  }

  /** These dossiers, as far as they are of the campaign and the village. */
  List<DossierRow> rows(int campaignId, int villageId, Collection<DossierKey> keys) {
    return jdbc.sql(
            ROW
                + """
                  join unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                    on k.home = d.home_id and k.id = d.dossier_id
                 where d.campaign_id = :campaign and d.area_now = :village
                """
                + LOCKED)
        .param("campaign", campaignId)
        .param("village", villageId)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .query(this::read)
        .list();
  }

  /** Those of these that lie in the area of an office and that its council agreed to. */
  List<DossierRow> agreed(int campaignId, int officeId, Collection<DossierKey> keys) {
    return jdbc.sql(
            ROW
                + """
                  join unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                    on k.home = d.home_id and k.id = d.dossier_id
                 where d.campaign_id = :campaign and d.stage = 'AGREED' and
                """
                + IN_OFFICE
                + LOCKED)
        .param("campaign", campaignId)
        .param("office", officeId)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .query(this::read)
        .list();
  }

  List<DossierRow> inStage(int campaignId, int villageId, Set<Stage> stages) {
    return jdbc.sql(
            ROW
                + """
                 where d.campaign_id = :campaign and d.area_now = :village and d.stage = any (:stages::text[])
                """
                + LOCKED)
        .param("campaign", campaignId)
        .param("village", villageId)
        .param("stages", stages.stream().map(Enum::name).toArray(String[]::new))
        .query(this::read)
        .list();
  }

  DossierRow read(ResultSet row, int number) throws SQLException {
    return new DossierRow(
        key(row),
        row.getInt("area_now"),
        row.getString("head"),
        Stage.valueOf(row.getString("stage")),
        outcome(row),
        rating(row),
        row.getBigDecimal("total"),
        answers(row.getString("answers")),
        facts(row.getString("facts")),
        texts(row.getArray("returned_items")),
        row.getBoolean("returned"),
        texts(row.getArray("revisited")),
        row.getInt("version"),
        row.getBoolean("voted_down"),
        row.getBoolean("registered"));
  }

  static @Nullable Outcome outcome(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return outcome == null ? null : Outcome.valueOf(outcome);
  }

  static @Nullable Rating rating(ResultSet row) throws SQLException {
    String rating = row.getString("rating");
    return rating == null ? null : Rating.valueOf(rating);
  }

  static DossierKey key(ResultSet row) throws SQLException {
    return new DossierKey(row.getInt("home_id"), row.getObject("dossier_id", UUID.class));
  }

  /** The facts kept with a dossier. */
  Facts facts(String text) {
    return text.equals("{}") ? Facts.NONE : Facts.of(json.readValue(text, FACTS));
  }

  String text(Facts facts) {
    return json.writeValueAsString(facts.known());
  }

  Map<String, BigDecimal> answers(String text) {
    return json.readValue(text, ANSWERS);
  }

  String text(Map<String, BigDecimal> answers) {
    return json.writeValueAsString(new TreeMap<>(answers));
  }

  static Set<String> texts(@Nullable Array array) throws SQLException {
    return array == null
        ? Set.of()
        : Set.copyOf(
            Arrays.asList((String[]) Objects.requireNonNull(array.getArray(), "an array")));
  }

  /** Who changed a dossier last, and when. */
  record LastChange(String actor, Instant at) {}

  Optional<LastChange> lastChange(DossierKey key) {
    return jdbc.sql(
            """
            select actor, at from (
              select actor, at, change_id as place from recognition.answer_change
               where home_id = :home and dossier_id = :id
              union all
              select s.actor, s.at, s.step_id from recognition.dossier_step d join recognition.step s using (step_id)
               where d.home_id = :home and d.dossier_id = :id) x
             order by at desc, place desc limit 1
            """)
        .param("home", key.homeId())
        .param("id", key.dossierId())
        .query(
            (row, number) ->
                new LastChange(row.getString("actor"), row.getTimestamp("at").toInstant()))
        .optional();
  }

  /** Writes scores: the rows, who scored, and every changed answer. Two statements for any many. */
  void writeScores(List<DossierRow.Scored> scored, UUID scorer, Actor actor, Instant at) {
    List<DossierRow> rows = scored.stream().map(DossierRow.Scored::after).toList();
    become(
            jdbc.sql(
                """
            update recognition.dossier d
               set stage = n.stage, outcome = n.outcome, rating = n.rating, total = n.total,
                   answers = n.answers::jsonb, source_changed_at = null, facts = n.facts::jsonb, revisited = string_to_array(n.revisited, ','),
                   scored_by = case when :scorer = any (d.scored_by) then d.scored_by else d.scored_by || :scorer end,
                   scored_at = :at, version = d.version + 1
              from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[],
                          :totals::numeric[], :answers::text[], :facts::text[], :revisited::text[])
                   as n (home, id, stage, outcome, rating, total, answers, facts, revisited)
             where d.home_id = n.home and d.dossier_id = n.id
            """),
            rows)
        .param("scorer", scorer)
        .param("at", Timestamp.from(at))
        .param("answers", strings(rows, row -> text(row.answers())))
        .param("facts", strings(rows, row -> text(row.facts())))
        .param("revisited", strings(rows, row -> String.join(",", row.revisited())))
        .update();
    List<DossierRow.Scored> changed =
        scored.stream().filter(one -> !one.changes().isEmpty()).toList();
    if (changed.isEmpty()) {
      return;
    }
    List<DossierKey> changedKeys = changed.stream().map(one -> one.after().key()).toList();
    jdbc.sql(
            """
            insert into recognition.answer_change
              (home_id, dossier_id, at, account_id, person_id, actor, changes)
            select n.home, n.id, :at, :account, :person, :actor, n.changes::jsonb
              from unnest(:homes::integer[], :ids::uuid[], :changes::text[]) as n (home, id, changes)
            """)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("person", scorer)
        .param("actor", actor.name())
        .param("homes", homes(changedKeys))
        .param("ids", ids(changedKeys))
        .param("changes", strings(changed, one -> changes(one.changes())))
        .update();
  }

  /**
   * Writes a corrected dossier: who corrected it, and every answer with what it was. What a meeting
   * voted down stays not achieved.
   */
  void writeCorrection(
      DossierRow.Scored corrected, UUID person, String reason, Actor actor, Instant at) {
    DossierRow row = corrected.after();
    jdbc.sql(
            """
            with written as (
              update recognition.dossier d
                 set outcome = case when d.vote = 'FAILED' then 'NOT_ACHIEVED' else :outcome end,
                     rating = case when d.vote = 'FAILED' then 'NOT_ACHIEVED' else :rating end,
                     total = :total, answers = :answers::jsonb, source_changed_at = null,
                     corrected_by = case when :person = any (d.corrected_by) then d.corrected_by
                                         else d.corrected_by || :person end,
                     version = d.version + 1
               where d.home_id = :home and d.dossier_id = :id
              returning d.home_id, d.dossier_id)
            insert into recognition.answer_change
              (home_id, dossier_id, at, account_id, person_id, actor, changes, reason)
            select home_id, dossier_id, :at, :account, :person, :actor, :changes::jsonb, :reason from written
            """)
        .param("outcome", name(row.outcome()))
        .param("rating", name(row.rating()))
        .param("total", row.total())
        .param("answers", text(row.answers()))
        .param("person", person)
        .param("home", row.key().homeId())
        .param("id", row.key().dossierId())
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("actor", actor.name())
        .param("changes", changes(corrected.changes()))
        .param("reason", reason)
        .update();
  }

  private String changes(List<DossierRow.Change> changes) {
    Map<String, List<@Nullable BigDecimal>> map = new TreeMap<>();
    changes.forEach(one -> map.put(one.indicator(), Arrays.asList(one.before(), one.after())));
    return json.writeValueAsString(map);
  }

  /** What a bulk step did. */
  record Done(int dossiers, int achieved) {
    int notAchieved() {
      return dossiers - achieved;
    }
  }

  /** A step to be written with what it did. */
  record NewStep(
      UUID id,
      int campaignId,
      int areaId,
      DossierEvent event,
      Instant at,
      Actor actor,
      String reason,
      @Nullable UUID decisionId) {}

  private static final String STEP =
      """
      , noted as (
        insert into recognition.dossier_step (home_id, dossier_id, step_id, from_stage, to_stage)
        select home_id, dossier_id, :step, was, stage from moved)
      , stepped as (
        insert into recognition.step
          (step_id, campaign_id, area_id, event, at, account_id, person_id, actor, reason, dossiers, decision_id)
        select :step, :campaign, :stepArea, :event, :at, :account, :person, :actor, :reason, count(*), :decision
          from moved having count(*) > 0)
      select count(*)::integer as dossiers, (count(*) filter (where outcome = 'ACHIEVED'))::integer as achieved
        from moved
      """;

  JdbcClient.StatementSpec step(String moving, NewStep step) {
    return jdbc.sql("with moved as (" + moving + ")" + STEP)
        .param("step", step.id())
        .param("campaign", step.campaignId())
        .param("stepArea", step.areaId())
        .param("event", step.event().name())
        .param("at", Timestamp.from(step.at()))
        .param("account", step.actor().accountId())
        .param("person", step.actor().personId())
        .param("actor", step.actor().name())
        .param("reason", step.reason())
        .param("decision", step.decisionId());
  }

  static Done done(JdbcClient.StatementSpec statement) {
    return statement
        .query((row, number) -> new Done(row.getInt("dossiers"), row.getInt("achieved")))
        .single();
  }

  /** Which dossiers are written, and what each comes to. */
  static JdbcClient.StatementSpec become(
      JdbcClient.StatementSpec statement, List<DossierRow> rows) {
    List<DossierKey> keys = rows.stream().map(DossierRow::key).toList();
    return statement
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .param("stages", strings(rows, row -> row.stage().name()))
        .param("outcomes", strings(rows, row -> name(row.outcome())))
        .param("ratings", strings(rows, row -> name(row.rating())))
        .param("totals", strings(rows, row -> plain(row.total())));
  }

  /** Sends dossiers with what they come to now. */
  Done send(NewStep step, List<DossierRow> rows) {
    return done(
        become(
                step(
                    """
                update recognition.dossier d
                   set stage = n.stage, outcome = n.outcome, rating = n.rating, total = n.total,
                       facts = n.facts::jsonb, source_changed_at = null, sent_at = :at, version = d.version + 1
                  from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[],
                              :totals::numeric[], :facts::text[]) as n (home, id, stage, outcome, rating, total, facts)
                 where d.home_id = n.home and d.dossier_id = n.id
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                    step),
                rows)
            .param("facts", strings(rows, row -> text(row.facts()))));
  }

  /**
   * Takes dossiers back to scoring: opened again, or found to lack answers. What a meeting said of
   * them does not hold any more.
   */
  void reopen(NewStep step, List<DossierRow> rows) {
    done(
        become(
            step(
                """
                update recognition.dossier d
                   set stage = n.stage, outcome = n.outcome, rating = n.rating, total = n.total, vote = null,
                       version = d.version + 1
                  from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[],
                              :totals::numeric[]) as n (home, id, stage, outcome, rating, total)
                 where d.home_id = n.home and d.dossier_id = n.id
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step),
            rows));
  }

  /**
   * Takes dossiers back to before the council, and out of their drafts: what it said does not hold
   * any more; what the village meeting said does.
   */
  void reconsider(NewStep step, List<DossierRow> rows) {
    listsChange(rows.stream().map(DossierRow::key).toList());
    done(
        become(
            step(
                """
                update recognition.dossier d
                   set stage = n.stage, outcome = n.outcome, rating = n.rating, total = n.total,
                       vote = (select 'PASSED'
                                 from recognition.with_joined(d.home_id, d.dossier_id) j
                                 join recognition.vote b on b.home_id = j.home_id and b.dossier_id = j.dossier_id
                                 join recognition.meeting m
                                   on m.meeting_id = b.meeting_id and m.kind = 'VILLAGE' and m.status = 'HELD'
                                where b.result = 'PASSED' limit 1),
                       appraised_by = case when n.stage = 'SENT' then null else d.appraised_by end,
                       decision_id = null, version = d.version + 1
                  from unnest(:homes::integer[], :ids::uuid[], :stages::text[], :outcomes::text[], :ratings::text[],
                              :totals::numeric[]) as n (home, id, stage, outcome, rating, total)
                 where d.home_id = n.home and d.dossier_id = n.id
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step),
            rows));
  }

  /** The dossiers of a commune that a selection and an event mean. */
  private static final String CHOSEN =
      """
      d.campaign_id = :campaign
        and d.area_now = any (array(select a.area_id from areas.ancestor a
                                     where a.ancestor_id = :commune and a.valid @> platform.today()))
        and (:village::integer is null or d.area_now = :village)
        and (:only::boolean is false
             or (d.home_id, d.dossier_id) in (select * from unnest(:homes::integer[], :ids::uuid[])))
        and (:only::boolean
             or (d.home_id, d.dossier_id) not in (select * from unnest(:homes::integer[], :ids::uuid[])))
        and d.stage = any (:from::text[])
      """;

  /**
   * Of those, what stands in a draft, or in none: what is in a draft is not recognised besides.
   * Dossiers that wait for a decision have one only as draft.
   */
  private static final String IN_DRAFT = " and d.decision_id is not distinct from :draft::uuid";

  private static JdbcClient.StatementSpec chosen(
      JdbcClient.StatementSpec statement,
      int campaignId,
      int communeId,
      Selection selection,
      Set<Stage> from) {
    List<DossierKey> keys =
        switch (selection) {
          case Selection.These these -> these.keys();
          case Selection.AllBut all -> all.except();
        };
    return statement
        .param("campaign", campaignId)
        .param("commune", communeId)
        .param("village", selection instanceof Selection.AllBut all ? all.villageId() : null)
        .param("only", selection instanceof Selection.These)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .param("from", from.stream().map(Enum::name).toArray(String[]::new));
  }

  /** How many a selection means, and when the last of them was sent. */
  record Chosen(int dossiers, int achieved, @Nullable Instant lastSent) {}

  Chosen count(int campaignId, int communeId, Selection selection, Set<Stage> from) {
    return chosen(
            jdbc.sql(
                """
                select count(*)::integer as dossiers, (count(*) filter (where d.outcome = 'ACHIEVED'))::integer as achieved,
                       max(d.sent_at) filter (where d.outcome = 'ACHIEVED') as last_sent
                  from recognition.dossier d where
                """
                    + CHOSEN),
            campaignId,
            communeId,
            selection,
            from)
        .query(
            (row, number) -> {
              Timestamp sent = row.getTimestamp("last_sent");
              return new Chosen(
                  row.getInt("dossiers"),
                  row.getInt("achieved"),
                  sent == null ? null : sent.toInstant());
            })
        .single();
  }

  /**
   * Heads of those chosen that do not stand where the event needs them. What does not lie in the
   * area has no name here.
   */
  List<String> misfits(
      int campaignId, int communeId, List<DossierKey> keys, Set<Stage> from, boolean achieved) {
    return jdbc.sql(
            """
            select coalesce(h.name, '?')
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
              left join recognition.dossier d
                on d.home_id = k.home and d.dossier_id = k.id
               and exists (select from areas.ancestor a where a.area_id = d.area_now
                              and a.ancestor_id = :commune and a.valid @> platform.today())
              left join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.dossier_id is null or d.campaign_id <> :campaign or d.stage <> all (:from::text[])
                or (:achieved::boolean and d.outcome is distinct from 'ACHIEVED')
            """)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .param("campaign", campaignId)
        .param("commune", communeId)
        .param("achieved", achieved)
        .param("from", from.stream().map(Enum::name).toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** In which of the villages meant somebody scored, and how many dossiers. */
  record ScoredIn(String village, int dossiers) {}

  List<ScoredIn> scoredIn(
      int campaignId, int communeId, Selection selection, Set<Stage> from, UUID person) {
    return chosen(
            jdbc.sql(
                """
                select v.name, count(*)::integer as dossiers
                  from recognition.dossier s
                  join areas.area_version v on v.area_id = s.area_now and v.valid @> platform.today()
                 where s.campaign_id = :campaign and :person = any (s.scored_by)
                   and s.area_now = any (array(select distinct d.area_now from recognition.dossier d where
                """
                    + CHOSEN
                    + ")) group by v.name order by v.name collate platform.vi"),
            campaignId,
            communeId,
            selection,
            from)
        .param("person", person)
        .query((row, number) -> new ScoredIn(row.getString("name"), row.getInt("dossiers")))
        .list();
  }

  /**
   * When a dossier was sent, or its council met, whichever was later: nothing is decided before. Of
   * an entry that was joined into its own the meetings count too.
   */
  private static final String LAST_AGREED =
      """
      greatest(d.sent_at,
        (select max(m.held_on)::timestamp at time zone 'Asia/Ho_Chi_Minh'
           from (select d.home_id, d.dossier_id
                 union
                 select j.home_id, j.dossier_id
                   from registry.subject_link l
                   cross join lateral recognition.with_joined(d.home_id, d.dossier_id) j
                  where l.other_home_id = d.home_id and l.other_subject_id = d.subject_id
                    and l.kind = 'JOINED_INTO') k
           join recognition.vote x on x.home_id = k.home_id and x.dossier_id = k.dossier_id
           join recognition.meeting m using (meeting_id)
          where m.kind in ('VILLAGE', 'COUNCIL') and m.status = 'HELD'))
      """;

  /** As {@link #count(int, int, Selection, Set)}, of what a draft has; null for what is in none. */
  Chosen count(
      int campaignId, int communeId, Selection selection, Set<Stage> from, @Nullable UUID draft) {
    return chosen(
            jdbc.sql(
                """
                select count(*)::integer as dossiers, (count(*) filter (where d.outcome = 'ACHIEVED'))::integer as achieved,
                       max(
                """
                    + LAST_AGREED
                    + """
                ) filter (where d.outcome = 'ACHIEVED') as last_sent
                  from recognition.dossier d where
                """
                    + CHOSEN
                    + IN_DRAFT),
            campaignId,
            communeId,
            selection,
            from)
        .param("draft", draft)
        .query(
            (row, number) -> {
              Timestamp sent = row.getTimestamp("last_sent");
              return new Chosen(
                  row.getInt("dossiers"),
                  row.getInt("achieved"),
                  sent == null ? null : sent.toInstant());
            })
        .single();
  }

  /** How many of a village can be decided on now. */
  record Ready(int villageId, String village, int dossiers) {}

  /** What an office can decide on now and no draft has, by village. */
  List<Ready> ready(int campaignId, int communeId, Set<Stage> from) {
    return chosen(
            jdbc.sql(
                """
                select v.area_id, v.name, count(*)::integer as dossiers
                  from recognition.dossier d
                  join areas.area_version v on v.area_id = d.area_now and v.valid @> platform.today()
                 where d.outcome = 'ACHIEVED' and
                """
                    + CHOSEN
                    + IN_DRAFT
                    + " group by v.area_id, v.name order by v.name collate platform.vi, v.area_id"),
            campaignId,
            communeId,
            Selection.all(),
            from)
        .param("draft", null)
        .query(
            (row, number) ->
                new Ready(row.getInt("area_id"), row.getString("name"), row.getInt("dossiers")))
        .list();
  }

  /** Heads of those in a draft that cannot be recognised any more; of those chosen, in another. */
  List<String> unfit(UUID draft, int officeId) {
    return jdbc.sql(
            """
            select h.name
              from recognition.dossier d
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.decision_id = :draft and
            """
                + UNFIT
                + " order by h.name collate platform.vi")
        .param("draft", draft)
        .param("office", officeId)
        .query(String.class)
        .list();
  }

  /** Heads of those named in the area of an office that stand in a draft already. */
  List<String> drafted(int campaignId, int communeId, List<DossierKey> keys) {
    return jdbc.sql(
            """
            select h.name
              from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
              join recognition.dossier d on d.home_id = k.home and d.dossier_id = k.id
              join recognition.decision q on q.decision_id = d.decision_id and q.status = 'DRAFT'
              join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
             where d.campaign_id = :campaign
               and exists (select from areas.ancestor a where a.area_id = d.area_now
                              and a.ancestor_id = :commune and a.valid @> platform.today())
            """)
        .param("campaign", campaignId)
        .param("commune", communeId)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .query(String.class)
        .list();
  }

  /** Puts what was chosen and achieved into a draft; how many. */
  int draft(UUID draft, int campaignId, int communeId, Selection selection, Set<Stage> from) {
    return chosen(
            jdbc.sql(
                """
                update recognition.dossier d set decision_id = :into, version = d.version + 1
                 where d.outcome = 'ACHIEVED' and
                """
                    + CHOSEN
                    + IN_DRAFT),
            campaignId,
            communeId,
            selection,
            from)
        .param("into", draft)
        .param("draft", null)
        .update();
  }

  /**
   * At level 2 while the first title at level 1 is younger than it must be: it is renewed yearly.
   */
  private static final String TOO_EARLY =
      """
      select h.name
        from recognition.dossier d
        join registry.subject h on h.home_id = d.home_id and h.subject_id = d.subject_id
       where d.rating = 'LEVEL_2' and d.outcome = 'ACHIEVED'
         and (select min(t.valid_from) from recognition.title t
                join recognition.campaign c on c.campaign_id = t.campaign_id
                join recognition.campaign own on own.campaign_id = d.campaign_id
               where t.home_id = d.home_id and t.subject_id = d.subject_id and t.revoked_at is null
                 and t.rating = 'LEVEL_1' and c.model = own.model and c.level = own.level) > :since
         and
      """;

  /** As below, of everything that a decision recognises. */
  List<String> levelTwoTooEarly(UUID decisionId, LocalDate since) {
    return jdbc.sql(TOO_EARLY + " d.decision_id = :decision order by h.name collate platform.vi")
        .param("decision", decisionId)
        .param("since", java.sql.Date.valueOf(since))
        .query(String.class)
        .list();
  }

  /**
   * Heads of those at level 2 whose first title at level 1 is younger than it must be.
   *
   * @param since level 1 has to be held since this day
   */
  List<String> levelTwoTooEarly(
      int campaignId,
      int communeId,
      Selection selection,
      Set<Stage> from,
      @Nullable UUID draft,
      LocalDate since) {
    return chosen(
            jdbc.sql(TOO_EARLY + CHOSEN + IN_DRAFT + " order by h.name collate platform.vi"),
            campaignId,
            communeId,
            selection,
            from)
        .param("draft", draft)
        .param("since", java.sql.Date.valueOf(since))
        .query(String.class)
        .list();
  }

  /** Takes recognition back from everything that a decision recognised, as if it never had. */
  Done withdraw(NewStep step, Stage to) {
    return done(
        step(
                """
                update recognition.dossier d
                   set stage = :to, decision_id = null, signed_by = null, version = d.version + 1
                 where d.decision_id = :decision and d.stage = 'RECOGNISED'
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step)
            .param(
                "to", DossierLifecycle.step(Stage.RECOGNISED, DossierEvent.WITHDRAW, to).name()));
  }

  /** The title that a dossier led to was taken back. */
  Done revoke(NewStep step, DossierKey key) {
    return done(
        step(
                """
                update recognition.dossier d
                   set stage = :to, version = d.version + 1
                 where d.home_id = :home and d.dossier_id = :id and d.stage = 'RECOGNISED'
                returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome
                """,
                step)
            .param("to", DossierLifecycle.to(DossierEvent.REVOKE).name())
            .param("home", key.homeId())
            .param("id", key.dossierId()));
  }

  /** Another signer of everything that a decision recognised. */
  void signed(UUID decisionId, UUID signer) {
    jdbc.sql("update recognition.dossier set signed_by = :signer where decision_id = :decision")
        .param("decision", decisionId)
        .param("signer", signer)
        .update();
  }

  /** How many of a decision were scored or corrected by this person, or by one of this name. */
  int scoredBy(UUID decisionId, UUID signer, String name) {
    return jdbc.sql(
            """
            select count(*)::integer from recognition.dossier d
             where d.decision_id = :decision and
            """
                + TOUCHED)
        .param("decision", decisionId)
        .param("signer", signer)
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  /** The last moment at which something that a decision recognises was sent, or agreed to. */
  @Nullable Instant lastSent(UUID decisionId) {
    return jdbc.sql(
            "select max("
                + LAST_AGREED
                + ") as last_sent from recognition.dossier d where d.decision_id = :decision")
        .param("decision", decisionId)
        .query(
            (row, number) ->
                Optional.ofNullable(row.getTimestamp("last_sent")).map(Timestamp::toInstant))
        .single()
        .orElse(null);
  }

  Done approve(NewStep step, int communeId, Selection selection, UUID appraiser) {
    return done(
        chosen(
                step(
                    """
                    update recognition.dossier d
                       set stage = :to, appraised_by = :appraiser, source_changed_at = null, version = d.version + 1
                     where
                    """
                        + CHOSEN
                        + " returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome",
                    step),
                step.campaignId(),
                communeId,
                selection,
                DossierLifecycle.from(DossierEvent.APPROVE))
            .param("to", DossierLifecycle.to(DossierEvent.APPROVE).name())
            .param("appraiser", appraiser));
  }

  /** The lists of drafts that have one of these change. */
  void listsChange(Collection<DossierKey> keys) {
    jdbc.sql(
            """
            update recognition.decision q set edition = q.edition + 1
             where q.status = 'DRAFT'
               and q.decision_id in (select d.decision_id
                                       from unnest(:homes::integer[], :ids::uuid[]) as k (home, id)
                                       join recognition.dossier d on d.home_id = k.home and d.dossier_id = k.id)
            """)
        .param("homes", homes(keys))
        .param("ids", ids(keys))
        .update();
  }

  Done giveBack(NewStep step, int communeId, List<DossierKey> keys, List<String> indicators) {
    listsChange(keys);
    return done(
        chosen(
                step(
                    """
                    update recognition.dossier d
                       set stage = :to, appraised_by = null, decision_id = null, returned_reason = :reason,
                           returned_items = :indicators::text[], revisited = '{}', source_changed_at = null,
                           -- what a meeting voted down comes to what its points say once it is scored again
                           outcome = case when d.vote = 'FAILED' then null else d.outcome end,
                           rating = case when d.vote = 'FAILED' then null else d.rating end,
                           total = case when d.vote = 'FAILED' then null else d.total end,
                           vote = null, version = d.version + 1
                     where
                    """
                        + CHOSEN
                        + " returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome",
                    step),
                step.campaignId(),
                communeId,
                Selection.these(keys),
                DossierLifecycle.from(DossierEvent.GIVE_BACK))
            .param("to", DossierLifecycle.to(DossierEvent.GIVE_BACK).name())
            .param("indicators", indicators.toArray(String[]::new)));
  }

  /** Somebody scored or corrected it: this person, or one of this name. */
  private static final String TOUCHED =
      """
      (:signer = any (d.scored_by || d.corrected_by)
       or exists (select from registry.person p
                   where p.person_id = any (d.scored_by || d.corrected_by)
                     and registry.written(p.full_name) = registry.written(:name)))
      """;

  /** How many of those meant were scored or corrected by this person, or by one of this name. */
  int scoredBy(
      int campaignId,
      int communeId,
      Selection selection,
      Set<Stage> from,
      @Nullable UUID draft,
      UUID signer,
      String name) {
    return chosen(
            jdbc.sql(
                "select count(*)::integer from recognition.dossier d where d.outcome = 'ACHIEVED' and "
                    + TOUCHED
                    + " and "
                    + CHOSEN
                    + IN_DRAFT),
            campaignId,
            communeId,
            selection,
            from)
        .param("draft", draft)
        .param("signer", signer)
        .param("name", name)
        .query(Integer.class)
        .single();
  }

  Done recognise(
      NewStep step,
      int communeId,
      Selection selection,
      Set<Stage> from,
      @Nullable UUID draft,
      UUID signer) {
    return done(
        chosen(
                step(
                    """
                    update recognition.dossier d
                       set stage = :to, decision_id = :decision, signed_by = :signer,
                           source_changed_at = null, version = d.version + 1
                     where d.outcome = 'ACHIEVED' and
                    """
                        + CHOSEN
                        + IN_DRAFT
                        + " returning d.home_id, d.dossier_id, old.stage as was, d.stage, d.outcome",
                    step),
                step.campaignId(),
                communeId,
                selection,
                from)
            .param("to", DossierLifecycle.to(DossierEvent.RECOGNISE).name())
            .param("draft", draft)
            .param("signer", signer));
  }

  /**
   * How many dossiers that belong to an area itself stand in each stage: those of a village, or of
   * a commune without its villages.
   */
  Tally villageTally(int campaignId, int villageId) {
    return villageTally(campaignId, villageId, Basis.AS_IS);
  }

  /** The same as it was, or as it is. */
  Tally villageTally(int campaignId, int villageId, Basis basis) {
    return jdbc.sql(
            "select "
                + CampaignTable.TALLY
                + """
                 from (select roll, listed, scoring, scored, sent, returned, approved, not_achieved, recognised, reported
                         from recognition.tally
                        where campaign_id = :campaign and area_id = :village and basis = :basis and level = 4
                       union all
                       -- what belongs to a commune itself, without its villages
                       select o.roll, o.listed, o.scoring, o.scored, o.sent, o.returned, o.approved, o.not_achieved,
                              o.recognised, o.reported
                         from areas.area x
                        cross join recognition.recount_own(array[:village]) o
                        where x.area_id = :village and x.level < 4 and o.campaign_id = :campaign and o.basis = :basis) t
                """)
        .param("campaign", campaignId)
        .param("basis", basis.code())
        .param("village", villageId)
        .query((row, number) -> Tally.of(row))
        .single();
  }

  /** How many of those that belong to an area itself stand in each stage. */
  Map<Stage, Integer> stages(int campaignId, int villageId) {
    Map<Stage, Integer> found = new EnumMap<>(Stage.class);
    jdbc.sql(
            """
            select stage, count(*)::integer as dossiers from recognition.dossier
             where campaign_id = :campaign and area_now = :village group by stage
            """)
        .param("campaign", campaignId)
        .param("village", villageId)
        .query(
            row -> {
              found.put(Stage.valueOf(row.getString("stage")), row.getInt("dossiers"));
            });
    return found;
  }

  /** How many of those that belong to an area itself are on the roll and not registered. */
  int unregistered(int campaignId, int villageId) {
    return jdbc.sql(
            """
            select count(*)::integer from recognition.dossier
             where campaign_id = :campaign and area_now = :village and stage <> 'REMOVED' and registered_at is null
            """)
        .param("campaign", campaignId)
        .param("village", villageId)
        .query(Integer.class)
        .single();
  }

  /** Whether somebody is kept as a person of the commune or of one of its villages. */
  boolean actsIn(UUID person, int communeId) {
    return jdbc.sql(
            """
            select exists (select from registry.person p
                             join areas.ancestor a on a.area_id = p.area_id and a.ancestor_id = :commune
                              and a.valid @> platform.today()
                            where p.person_id = :person)
            """)
        .param("person", person)
        .param("commune", communeId)
        .query(Boolean.class)
        .single();
  }

  static Integer[] homes(Collection<DossierKey> keys) {
    return keys.stream().map(DossierKey::homeId).toArray(Integer[]::new);
  }

  static String[] ids(Collection<DossierKey> keys) {
    return keys.stream().map(key -> key.dossierId().toString()).toArray(String[]::new);
  }

  /** A column of values; null where there is none. */
  interface Column<T> {
    @Nullable String of(T row);
  }

  static <T> @Nullable String[] strings(List<T> rows, Column<T> column) {
    @Nullable String[] values = new @Nullable String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.of(rows.get(i));
    }
    return values;
  }

  static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }

  /** The last moment of those sent, as a day in Vietnam. */
  static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, java.time.ZoneId.of("Asia/Ho_Chi_Minh"));
  }
}
