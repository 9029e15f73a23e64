package vn.khuyenhoc.registry;

import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Actor;

/** All SQL of subjects of every kind, of memberships and consent. */
@Repository
class SubjectTable {

  private static final int FETCH = 1_000;

  /** The class of advisory locks on identity numbers. */
  private static final int PERSONAL_ID = 7024;

  private static final String COLUMNS =
      """
      s.home_id, s.subject_id, s.kind, s.serial, s.name, s.address, s.note, s.status, s.version, s.birth_year, s.sex,
      s.labour_group, s.unit_kind, s.managing_level, s.school, s.learners, s.staff, s.head, s.households,
      s.centre_kind
      """;

  private static final String NOW =
      """
        from registry.known_subject s
        join registry.residence r on r.home_id = s.home_id and r.subject_id = s.subject_id and upper_inf(r.valid)
      """;

  /** Members that count, of what they may belong to: staff of a unit, households of a clan. */
  private static final String COUNTED =
      """
      , case s.kind when 'CITIZEN' then exists (select from registry.consent k
               where k.home_id = s.home_id and k.subject_id = s.subject_id and k.withdrawn_on is null)
          else true end as consents
      , case when s.kind in ('UNIT', 'CLAN', 'HOUSEHOLD') then (
          select count(*)::integer from registry.membership m
            join registry.subject x on x.home_id = m.home_id and x.subject_id = m.subject_id and x.status = 'ACTIVE'
           where m.other_home_id = s.home_id and m.other_subject_id = s.subject_id and upper_inf(m.valid)
             and m.role = case s.kind when 'UNIT' then 'WORKS_IN' when 'CLAN' then 'BELONGS_TO' else 'LIVES_IN' end)
          end as counted
      , case when s.school then (
          select count(*)::integer from registry.membership m
            join registry.subject x on x.home_id = m.home_id and x.subject_id = m.subject_id and x.status = 'ACTIVE'
           where m.other_home_id = s.home_id and m.other_subject_id = s.subject_id and upper_inf(m.valid)
             and m.role = 'STUDIES_IN') end as counted_learners
      """;

  private static final TypeReference<Map<String, @Nullable Object>> FACTS =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate streaming;
  private final JsonMapper json;

  SubjectTable(JdbcClient jdbc, JdbcTemplate template, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
    JdbcTemplate chunks = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
    chunks.setFetchSize(FETCH);
    this.streaming = new NamedParameterJdbcTemplate(chunks);
  }

  // ---- one

  Optional<Subject> byKey(SubjectKey key) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + " where s.home_id = :home and s.subject_id = :id")
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(SubjectTable::subject)
        .optional();
  }

  /** As {@link #byKey}; nobody else changes it until the transaction ends. */
  Optional<Subject> lock(SubjectKey key) {
    boolean there =
        jdbc.sql(
                """
                select true from registry.subject where home_id = :home and subject_id = :id for no key update
                """)
            .param("home", key.homeId())
            .param("id", key.subjectId())
            .query(Boolean.class)
            .optional()
            .isPresent();
    return there ? byKey(key) : Optional.empty();
  }

  Optional<Subject> byCode(SubjectCode code) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + " where s.home_id = :home and s.serial = :serial")
        .param("home", code.homeId())
        .param("serial", code.serial())
        .query(SubjectTable::subject)
        .optional();
  }

  List<Subject> byCodes(Collection<SubjectCode> codes) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + """
                 where (s.home_id, s.serial) in
                       (select * from unnest(:homes::integer[], :serials::integer[]))
                """)
        .param("homes", codes.stream().map(SubjectCode::homeId).toArray(Integer[]::new))
        .param("serials", codes.stream().map(SubjectCode::serial).toArray(Integer[]::new))
        .query(SubjectTable::subject)
        .list();
  }

  List<Subject> byKeys(Collection<SubjectKey> keys) {
    return keyed(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + """
                 where (s.home_id, s.subject_id) in
                       (select * from unnest(:homes::integer[], :ids::uuid[]))
                """,
            keys)
        .query(SubjectTable::subject)
        .list();
  }

  private JdbcClient.StatementSpec keyed(String sql, Collection<SubjectKey> keys) {
    return jdbc.sql(sql)
        .param("homes", keys.stream().map(SubjectKey::homeId).toArray(Integer[]::new))
        .param("ids", keys.stream().map(SubjectKey::subjectId).toArray(UUID[]::new));
  }

  /** Active ones of a kind in an area with this very name, accents aside. */
  List<Subject> named(SubjectKind kind, int areaId, String name) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + """
                 where r.area_id = :area and r.kind = :kind and s.status = 'ACTIVE'
                   and platform.fold(s.name) = platform.fold(:name)
                 order by s.home_id, s.serial
                """)
        .param("area", areaId)
        .param("kind", kind.name())
        .param("name", name)
        .query(SubjectTable::subject)
        .list();
  }

  byte @Nullable [] personalId(SubjectKey key) {
    return jdbc.sql(
            """
            select id_cipher from registry.citizen
             where home_id = :home and subject_id = :id and id_cipher is not null
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query((row, number) -> row.getBytes(1))
        .optional()
        .orElse(null);
  }

  /** Whoever else enters this identity number waits until the transaction ends. */
  void lockPersonalId(byte[] hash) {
    jdbc.sql("select pg_advisory_xact_lock(:class, :number)")
        .param("class", PERSONAL_ID)
        .param("number", ByteBuffer.wrap(hash).getInt())
        .query((row, number) -> 0)
        .list();
  }

  /** Who has this identity number. */
  Optional<Subject> byPersonalId(byte[] hash) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + ", r.area_id"
                + NOW
                + """
                 where (s.home_id, s.subject_id) =
                       (select c.home_id, c.subject_id from registry.citizen c where c.id_hash = :hash)
                """)
        .param("hash", hash)
        .query(SubjectTable::subject)
        .optional();
  }

  // ---- lists

  private static String where(SubjectFilter filter) {
    StringBuilder where =
        new StringBuilder(
            """
             where s.kind = :kind and r.kind = :kind
               and r.area_id in (select a.area_id from areas.ancestor a
                                  where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
            """);
    if (filter.status() != null) {
      where.append(" and s.status = :status");
    }
    if (filter.labourGroup() != null) {
      where.append(" and s.labour_group = :labourGroup");
    }
    if (filter.unitKind() != null) {
      where.append(" and s.unit_kind = :unitKind");
    }
    if (filter.managingLevel() != null) {
      where.append(" and s.managing_level = :managingLevel");
    }
    if (filter.consent() != null) {
      where
          .append(filter.consent() ? " and" : " and not")
          .append(
              """
               exists (select from registry.consent k
                        where k.home_id = s.home_id and k.subject_id = s.subject_id and k.withdrawn_on is null)
              """);
    }
    if (filter.code() != null) {
      where.append(" and s.home_id = :home and s.serial = :serial");
    } else {
      for (int i = 0; i < filter.patterns().size(); i++) {
        where.append(" and s.folded like :pattern").append(i);
      }
    }
    return where.toString();
  }

  private static Map<String, Object> parameters(SubjectFilter filter) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("kind", filter.kind().name());
    parameters.put("areas", filter.areaIds().toArray(Integer[]::new));
    put(parameters, "status", filter.status() == null ? null : filter.status().name());
    put(parameters, "labourGroup", filter.labourGroup());
    put(parameters, "unitKind", filter.unitKind());
    put(parameters, "managingLevel", filter.managingLevel());
    SubjectCode code = filter.code();
    if (code != null) {
      parameters.put("home", code.homeId());
      parameters.put("serial", code.serial());
    } else {
      List<String> patterns = filter.patterns();
      List<String> words = filter.words();
      for (int i = 0; i < patterns.size(); i++) {
        parameters.put("pattern" + i, patterns.get(i));
        parameters.put("word" + i, " " + words.get(i));
      }
    }
    return parameters;
  }

  private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  /** Words found with their accents first; areas from the widest; people by given name. */
  private static String order(SubjectFilter filter) {
    StringBuilder order = new StringBuilder();
    if (filter.code() == null && !filter.patterns().isEmpty()) {
      List<String> found = new ArrayList<>();
      for (int i = 0; i < filter.patterns().size(); i++) {
        found.add(
            "(position(:word" + i + " in lower(' ' || s.name || ' ' || s.address)) > 0)::integer");
      }
      order.append(String.join(" + ", found)).append(" desc, ");
    }
    if (filter.kind().automatic()) {
      order.append("(select a.level from areas.area a where a.area_id = s.home_id), ");
    } else if (filter.kind() == SubjectKind.CITIZEN || filter.kind() == SubjectKind.HOUSEHOLD) {
      order.append("substring(s.name from '[^ ]+$') collate platform.vi, ");
    }
    return order.append("s.name collate platform.vi, s.home_id, s.serial").toString();
  }

  private static final String PLACES =
      """
        join areas.area_version v on v.area_id = r.area_id and v.valid @> platform.today()
        left join areas.area_version p on p.area_id = v.parent_id and p.valid @> platform.today() and p.level > 0
      """;

  SubjectPage page(SubjectFilter filter, int limit, long offset) {
    long[] total = {0};
    List<ListedSubject> rows =
        jdbc.sql(
                "with hits as (select s.home_id, s.subject_id, r.area_id, count(*) over () as total,"
                    + " row_number() over (order by "
                    + order(filter)
                    + ") as place"
                    + NOW
                    + where(filter)
                    + ") select "
                    + COLUMNS
                    + COUNTED
                    + """
                    , r.area_id, r.total, v.name as area, v.level = 4 as village, coalesce(p.name, '') as above
                      from (select * from hits order by place limit :limit offset :offset) r
                      join registry.known_subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
                    """
                    + PLACES
                    + " order by r.place")
            .params(parameters(filter))
            .param("limit", limit)
            .param("offset", offset)
            .query(
                (row, number) -> {
                  total[0] = row.getLong("total");
                  return listed(row, null);
                })
            .list();
    if (rows.isEmpty() && offset > 0) {
      return page(filter, limit, 0);
    }
    return new SubjectPage(rows, total[0]);
  }

  /**
   * What a list of citizens names besides: where they live, work and learn, what they agreed to.
   */
  private static final String LINKS =
      """
      , lives.code as lives_in, works.code as works_in, studies.code as studies_in,
      agreed.how, agreed.given_on, agreed.guardian
      """;

  private static final String LINKED =
      Stream.of(MembershipRole.LIVES_IN, MembershipRole.WORKS_IN, MembershipRole.STUDIES_IN)
              .map(
                  role ->
                      """
                        left join lateral (
                             select registry.subject_code(o.home_id, o.serial) as code
                               from registry.membership m
                               join registry.subject o on o.home_id = m.other_home_id and o.subject_id = m.other_subject_id
                              where m.home_id = s.home_id and m.subject_id = s.subject_id and m.role = '<role>'
                                and upper_inf(m.valid)) <name> on true
                      """
                          .replace("<role>", role.name())
                          .replace(
                              "<name>",
                              role.name()
                                  .substring(0, role.name().indexOf('_'))
                                  .toLowerCase(Locale.ROOT)))
              .collect(Collectors.joining())
          + """
              left join registry.consent agreed on agreed.home_id = s.home_id and agreed.subject_id = s.subject_id
               and agreed.withdrawn_on is null
            """;

  /**
   * Hands over every one of the filter, area by area, without holding them. Whom the filter finds
   * comes first: joined with everything at once, a commune's list would read the country's
   * register.
   */
  void each(SubjectFilter filter, Consumer<ListedSubject> taker) {
    boolean persons = filter.kind() == SubjectKind.CITIZEN;
    streaming.query(
        "with hits as materialized (select s.home_id, s.subject_id, r.area_id"
            + NOW
            + where(filter)
            + ") select "
            + COLUMNS
            + COUNTED
            + (persons ? LINKS : "")
            + ", r.area_id, v.name as area, v.level = 4 as village, coalesce(p.name, '') as above"
            + """
               from hits r
               join registry.known_subject s on s.home_id = r.home_id and s.subject_id = r.subject_id
              """
            + PLACES
            + (persons ? LINKED : "")
            + " order by p.name collate platform.vi nulls first, p.area_id, v.name collate platform.vi, v.area_id,"
            + " s.home_id, s.serial",
        parameters(filter),
        row -> {
          taker.accept(listed(row, persons ? links(row) : null));
        });
  }

  // ---- changing one

  int nextSerial(int homeId) {
    return jdbc.sql(
            "select coalesce(max(serial), 0) + 1 from registry.subject where home_id = :home")
        .param("home", homeId)
        .query(Integer.class)
        .single();
  }

  void add(
      SubjectKey key,
      SubjectKind kind,
      int serial,
      int areaId,
      SubjectEntry entry,
      PersonalIds.@Nullable Kept personalId,
      LocalDate since,
      Instant at,
      Actor actor) {
    jdbc.sql(
            """
            insert into registry.subject (home_id, subject_id, serial, kind, name, address, note, created_at, created_by)
            values (:home, :id, :serial, :kind, :name, :address, :note, :at, :by)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("serial", serial)
        .param("kind", kind.name())
        .param("name", entry.name())
        .param("address", entry.address())
        .param("note", entry.note())
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .update();
    particulars(key, kind, entry);
    if (personalId != null) {
      personalId(key, personalId);
    }
    jdbc.sql(
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            values (:home, :id, :kind, daterange(:since, null), :area)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("kind", kind.name())
        .param("since", Date.valueOf(since))
        .param("area", areaId)
        .update();
  }

  /** What only its kind has. */
  private void particulars(SubjectKey key, SubjectKind kind, SubjectEntry entry) {
    if (kind.fields().isEmpty()) {
      return;
    }
    List<String> columns = kind.fields().stream().map(SubjectField::column).toList();
    StringBuilder sets = new StringBuilder();
    for (String column : columns) {
      sets.append(sets.isEmpty() ? "" : ", ").append(column).append(" = excluded.").append(column);
    }
    JdbcClient.StatementSpec spec =
        jdbc.sql(
                "insert into "
                    + table(kind)
                    + " (home_id, subject_id, "
                    + String.join(", ", columns)
                    + ") values (:home, :id, :"
                    + String.join(", :", columns)
                    + ") on conflict (home_id, subject_id) do update set "
                    + sets)
            .param("home", key.homeId())
            .param("id", key.subjectId());
    for (SubjectField field : kind.fields()) {
      Object value = entry.values().get(field);
      spec =
          spec.param(
              field.column(),
              value != null
                  ? value
                  : switch (field.form()) {
                    case TEXT -> "";
                    case YES_NO -> Boolean.FALSE;
                    case COUNT, YEAR, CHOICE -> null;
                  });
    }
    spec.update();
  }

  private static String table(SubjectKind kind) {
    return switch (kind) {
      case CITIZEN -> "registry.citizen";
      case CLAN -> "registry.clan";
      case UNIT -> "registry.unit";
      case SELF_MANAGED_GROUP -> "registry.self_managed_group";
      case LEARNING_CENTRE -> "registry.learning_centre";
      case HOUSEHOLD, COMMUNITY, PROGRAMME ->
          throw new IllegalArgumentException(kind + " has no table of its own");
    };
  }

  /** Keeps an identity number, or erases it. */
  void personalId(SubjectKey key, PersonalIds.@Nullable Kept kept) {
    jdbc.sql(
            """
            update registry.citizen set id_cipher = :cipher::bytea, id_hash = :hash::bytea
             where home_id = :home and subject_id = :id
            """)
        .param("cipher", kept == null ? null : kept.cipher())
        .param("hash", kept == null ? null : kept.hash())
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .update();
  }

  /** One entry takes the identity number of another that it turned out to be. */
  void takePersonalId(SubjectKey kept, SubjectKey duplicate) {
    jdbc.sql(
            """
            with taken as (
              update registry.citizen c set id_cipher = null, id_hash = null
               where c.home_id = :duplicateHome and c.subject_id = :duplicate
              returning old.id_cipher, old.id_hash)
            select id_cipher, id_hash from taken
            """)
        .param("duplicateHome", duplicate.homeId())
        .param("duplicate", duplicate.subjectId())
        .query(
            (row, number) -> {
              byte[] cipher = row.getBytes(1);
              byte[] hash = row.getBytes(2);
              return cipher == null || hash == null
                  ? Optional.<PersonalIds.Kept>empty()
                  : Optional.of(new PersonalIds.Kept(cipher, hash));
            })
        .optional()
        .flatMap(found -> found)
        .filter(found -> personalId(kept) == null)
        .ifPresent(found -> personalId(kept, found));
  }

  void edit(SubjectKey key, SubjectKind kind, SubjectEntry entry) {
    jdbc.sql(
            """
            update registry.subject set name = :name, address = :address, note = :note, version = version + 1
             where home_id = :home and subject_id = :id
            """)
        .param("name", entry.name())
        .param("address", entry.address())
        .param("note", entry.note())
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .update();
    particulars(key, kind, entry);
  }

  void become(SubjectKey key, SubjectStatus status) {
    jdbc.sql(
            """
            update registry.subject set status = :status, version = version + 1
             where home_id = :home and subject_id = :id
            """)
        .param("status", status.name())
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .update();
  }

  void touch(SubjectKey key) {
    jdbc.sql(
            "update registry.subject set version = version + 1 where home_id = :home and subject_id = :id")
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .update();
  }

  LocalDate since(SubjectKey key) {
    return jdbc.sql(
            """
            select lower(valid) from registry.residence
             where home_id = :home and subject_id = :id and upper_inf(valid)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query((row, number) -> row.getDate(1).toLocalDate())
        .single();
  }

  /** Ends the present residence on the day and begins the next; one as young is corrected. */
  void move(SubjectKey key, SubjectKind kind, int areaId, LocalDate on) {
    for (String step :
        List.of(
            """
            update registry.residence set area_id = :area
             where home_id = :home and subject_id = :id and upper_inf(valid) and lower(valid) >= :on
            """,
            """
            update registry.residence set valid = daterange(lower(valid), :on)
             where home_id = :home and subject_id = :id and upper_inf(valid) and lower(valid) < :on
            """,
            """
            insert into registry.residence (home_id, subject_id, kind, valid, area_id)
            select :home, :id, :kind, daterange(:on, null), :area
             where not exists (select from registry.residence
                                where home_id = :home and subject_id = :id and upper_inf(valid))
            """)) {
      jdbc.sql(step)
          .param("home", key.homeId())
          .param("id", key.subjectId())
          .param("kind", kind.name())
          .param("area", areaId)
          .param("on", Date.valueOf(on))
          .update();
    }
    touch(key);
  }

  void link(SubjectKey key, SubjectLink.Kind kind, SubjectKey other, LocalDate on) {
    jdbc.sql(
            """
            insert into registry.subject_link
              (home_id, subject_id, kind, other_home_id, other_subject_id, linked_on)
            values (:home, :id, :kind, :otherHome, :other, :on)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("kind", kind.name())
        .param("otherHome", other.homeId())
        .param("other", other.subjectId())
        .param("on", Date.valueOf(on))
        .update();
  }

  // ---- history

  void change(
      SubjectKey key,
      SubjectChange.Kind kind,
      Instant at,
      Actor actor,
      Map<String, ?> before,
      Map<String, ?> after,
      String reason) {
    changes(List.of(key), kind, at, actor, before, after, reason);
  }

  /** The same thing happened to several. */
  void changes(
      Collection<SubjectKey> keys,
      SubjectChange.Kind kind,
      Instant at,
      Actor actor,
      Map<String, ?> before,
      Map<String, ?> after,
      String reason) {
    keyed(
            """
            insert into registry.subject_change
              (home_id, subject_id, at, account_id, actor, kind, before, after, reason)
            select k.home_id, k.subject_id, :at, :account, :actor, :kind, :before::jsonb, :after::jsonb, :reason
              from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, subject_id)
            """,
            keys)
        .param("at", Timestamp.from(at))
        .param("account", actor.accountId())
        .param("actor", actor.name())
        .param("kind", kind.name())
        .param("before", json.writeValueAsString(before))
        .param("after", json.writeValueAsString(after))
        .param("reason", reason)
        .update();
  }

  /**
   * Erases identity number, sex, address and notes of citizens whose consent was taken back, in
   * their history too.
   */
  void forgetParticulars(Collection<SubjectKey> keys) {
    keyed(
            """
            update registry.citizen c set id_cipher = null, id_hash = null, sex = null
              from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, subject_id)
             where c.home_id = k.home_id and c.subject_id = k.subject_id
            """,
            keys)
        .update();
    keyed(
            """
            update registry.subject s set address = '', note = '', version = s.version + 1
              from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, subject_id)
             where s.home_id = k.home_id and s.subject_id = k.subject_id
            """,
            keys)
        .update();
    keyed("select registry.forget_particulars(:homes::integer[], :ids::uuid[])", keys)
        .query(Integer.class)
        .single();
  }

  /** Newest first; what an import brought ends with the import. */
  List<SubjectChange> history(SubjectKey key) {
    return jdbc.sql(
            """
            select at, actor, kind, before::text as before, after::text as after, reason, batch_id, change_id
              from registry.subject_change where home_id = :home and subject_id = :id
            union all
            select s.created_at, b.confirmed_name, 'CREATED', '{}', '{}', '', b.batch_id, null
              from registry.subject s join registry.import_batch b on b.batch_id = s.batch_id
             where s.home_id = :home and s.subject_id = :id
             order by at desc, change_id desc nulls last
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(
            (row, number) ->
                new SubjectChange(
                    row.getTimestamp("at").toInstant(),
                    Objects.requireNonNullElse(row.getString("actor"), ""),
                    SubjectChange.Kind.valueOf(row.getString("kind")),
                    json.readValue(row.getString("before"), FACTS),
                    json.readValue(row.getString("after"), FACTS),
                    row.getString("reason"),
                    row.getObject("batch_id", UUID.class)))
        .list();
  }

  /** Where it was, newest first; the area above is empty for a province. */
  List<Residence> residences(SubjectKey key) {
    return jdbc.sql(
            """
            select r.area_id, v.name as area, coalesce(c.name, '') as above, lower(r.valid) as since, upper(r.valid) as until
              from registry.residence r
              join lateral (select name, parent_id from areas.area_version
                             where area_id = r.area_id order by lower(valid) desc limit 1) v on true
              left join lateral (select name from areas.area_version
                                  where area_id = v.parent_id and level > 0 order by lower(valid) desc limit 1) c on true
             where r.home_id = :home and r.subject_id = :id
             order by r.valid desc
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(
            (row, number) -> {
              Date until = row.getDate("until");
              return new Residence(
                  row.getInt("area_id"),
                  row.getString("area"),
                  row.getString("above"),
                  row.getDate("since").toLocalDate(),
                  until == null ? null : until.toLocalDate());
            })
        .list();
  }

  List<SubjectLink> links(SubjectKey key) {
    return jdbc.sql(
            """
            select l.kind, s.home_id, s.subject_id, s.serial, s.name, l.linked_on
              from registry.subject_link l
              join registry.subject s on s.home_id = l.other_home_id and s.subject_id = l.other_subject_id
             where l.home_id = :home and l.subject_id = :id
            union all
            select case l.kind when 'SPLIT_FROM' then 'SPLIT_INTO' else 'JOINED_FROM' end,
                   s.home_id, s.subject_id, s.serial, s.name, l.linked_on
              from registry.subject_link l
              join registry.subject s on s.home_id = l.home_id and s.subject_id = l.subject_id
             where l.other_home_id = :home and l.other_subject_id = :id
             order by linked_on desc, serial
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(
            (row, number) ->
                new SubjectLink(
                    SubjectLink.Kind.valueOf(row.getString("kind")),
                    key(row),
                    row.getString("name"),
                    new SubjectCode(row.getInt("home_id"), row.getInt("serial")).printed(),
                    row.getDate("linked_on").toLocalDate()))
        .list();
  }

  // ---- memberships

  private static final String MEMBERSHIP =
      """
      m.role, s.home_id, s.subject_id, s.kind, s.name, s.serial, s.status, r.area_id, v.name as area,
      lower(m.valid) as since, upper(m.valid) as until
      """;

  private static final String WHERE_IT_IS =
      """
       join registry.residence r on r.home_id = s.home_id and r.subject_id = s.subject_id and upper_inf(r.valid)
       join lateral (select name from areas.area_version
                      where area_id = r.area_id order by lower(valid) desc limit 1) v on true
      """;

  /** What it belongs to and belonged to, the present first. */
  List<Membership> belongings(SubjectKey key) {
    return jdbc.sql(
            "select "
                + MEMBERSHIP
                + """
                  from registry.membership m
                  join registry.subject s on s.home_id = m.other_home_id and s.subject_id = m.other_subject_id
                """
                + WHERE_IT_IS
                + """
                 where m.home_id = :home and m.subject_id = :id
                 order by upper_inf(m.valid) desc, m.role, m.valid desc
                """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(SubjectTable::membership)
        .list();
  }

  private static final String MEMBERS =
      """
        from registry.membership m
        join registry.subject s on s.home_id = m.home_id and s.subject_id = m.subject_id and s.status = 'ACTIVE'
      """;

  private static final String MEMBERS_OF =
      """
       where m.other_home_id = :home and m.other_subject_id = :id and m.role = :role and upper_inf(m.valid)
      """;

  private static final String WITHIN =
      """
         and r.area_id in (select a.area_id from areas.ancestor a
                            where a.ancestor_id = any (:areas::integer[]) and a.valid @> platform.today())
      """;

  /** How many belong to it now, wherever they are. */
  long members(SubjectKey key, MembershipRole role) {
    return jdbc.sql("select count(*)" + MEMBERS + MEMBERS_OF)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("role", role.name())
        .query(Long.class)
        .single();
  }

  /** Who belongs to it now and is within these areas, by given name. */
  List<Membership> members(
      SubjectKey key, MembershipRole role, Collection<Integer> areas, int limit, long offset) {
    return jdbc.sql(
            "select "
                + MEMBERSHIP
                + MEMBERS
                + WHERE_IT_IS
                + MEMBERS_OF
                + WITHIN
                + """
                 order by substring(s.name from '[^ ]+$') collate platform.vi, s.name collate platform.vi, s.home_id,
                          s.serial
                 limit :limit offset :offset
                """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("role", role.name())
        .param("areas", areas.toArray(Integer[]::new))
        .param("limit", limit)
        .param("offset", offset)
        .query(SubjectTable::membership)
        .list();
  }

  long membersWithin(SubjectKey key, MembershipRole role, Collection<Integer> areas) {
    return jdbc.sql(
            "select count(*)"
                + MEMBERS
                + """
                 join registry.residence r on r.home_id = s.home_id and r.subject_id = s.subject_id and upper_inf(r.valid)
                """
                + MEMBERS_OF
                + WITHIN)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("role", role.name())
        .param("areas", areas.toArray(Integer[]::new))
        .query(Long.class)
        .single();
  }

  /**
   * Who belongs or belonged to one belongs to another instead: it turned out to be the same.
   *
   * @return the roles in which anybody did
   */
  Set<MembershipRole> takeMembers(SubjectKey kept, SubjectKey duplicate) {
    Set<MembershipRole> roles = EnumSet.noneOf(MembershipRole.class);
    both(
            """
            update registry.membership set other_home_id = :home, other_subject_id = :id
             where other_home_id = :duplicateHome and other_subject_id = :duplicate
            returning role
            """,
            kept,
            duplicate)
        .query(
            row -> {
              roles.add(MembershipRole.valueOf(row.getString(1)));
            });
    return roles;
  }

  /**
   * What one entry belongs or belonged to is another's too, on the days on which that one belonged
   * to nothing in the role. Somebody who lives elsewhere now does not enter a household by it.
   *
   * @return how many memberships it took
   */
  int takeBelongings(SubjectKey kept, SubjectKey duplicate, LocalDate today) {
    return both(
            """
            insert into registry.membership (home_id, subject_id, role, other_home_id, other_subject_id, valid)
            select :home, :id, m.role, m.other_home_id, m.other_subject_id, part
              from registry.membership m
             cross join lateral (
                   select coalesce(range_agg(k.valid), '{}'::datemultirange) as days
                     from registry.membership k
                    where k.home_id = :home and k.subject_id = :id and k.role = m.role) had
             cross join lateral unnest(datemultirange(
                   case when m.role <> 'LIVES_IN' or exists (
                          select from registry.residence o
                            join registry.residence r on r.home_id = :home and r.subject_id = :id and upper_inf(r.valid)
                             and r.area_id = o.area_id
                           where o.home_id = m.other_home_id and o.subject_id = m.other_subject_id and upper_inf(o.valid))
                        then m.valid else m.valid * daterange(null, :today) end) - had.days) as part
             where m.home_id = :duplicateHome and m.subject_id = :duplicate
            """,
            kept,
            duplicate)
        .param("today", Date.valueOf(today))
        .update();
  }

  private JdbcClient.StatementSpec both(String sql, SubjectKey kept, SubjectKey duplicate) {
    return jdbc.sql(sql)
        .param("home", kept.homeId())
        .param("id", kept.subjectId())
        .param("duplicateHome", duplicate.homeId())
        .param("duplicate", duplicate.subjectId());
  }

  /** Who lives in these households now, closed ones too. */
  List<SubjectKey> living(Collection<SubjectKey> households) {
    return keyed(
            """
            select m.home_id, m.subject_id
              from unnest(:homes::integer[], :ids::uuid[]) as h (home_id, subject_id)
              join registry.membership m on m.other_home_id = h.home_id and m.other_subject_id = h.subject_id
               and m.role = 'LIVES_IN' and upper_inf(m.valid)
            """,
            households)
        .query((row, number) -> key(row))
        .list();
  }

  /** Everybody whom one subject belonged to by that role, now, of the given ones. */
  Map<SubjectKey, SubjectKey> belongTo(Collection<SubjectKey> members, MembershipRole role) {
    Map<SubjectKey, SubjectKey> found = new HashMap<>();
    keyed(
            """
            select m.home_id, m.subject_id, m.other_home_id, m.other_subject_id
              from unnest(:homes::integer[], :ids::uuid[]) as h (home_id, subject_id)
              join registry.membership m on m.home_id = h.home_id and m.subject_id = h.subject_id
               and m.role = :role and upper_inf(m.valid)
            """,
            members)
        .param("role", role.name())
        .query(
            row -> {
              found.put(
                  key(row),
                  new SubjectKey(
                      row.getInt("other_home_id"), row.getObject("other_subject_id", UUID.class)));
            });
    return found;
  }

  /**
   * From a day on these belong to another; null for to none.
   *
   * @return how many of them changed
   */
  int belong(
      Collection<SubjectKey> members,
      MembershipRole role,
      @Nullable SubjectKey other,
      LocalDate since) {
    Integer otherHome = other == null ? null : Integer.valueOf(other.homeId());
    UUID otherId = other == null ? null : other.subjectId();
    return keyed(
            """
            select registry.set_memberships(:homes::integer[], :ids::uuid[], :role,
                     array_fill(:otherHome::integer, array[:count]), array_fill(:other::uuid, array[:count]), :since)
            """,
            members)
        .param("role", role.name())
        .param("otherHome", otherHome)
        .param("other", otherId)
        .param("count", members.size())
        .param("since", Date.valueOf(since))
        .query(Integer.class)
        .single();
  }

  /** Who lives in these households goes on in another area with them; answers who moved. */
  List<SubjectKey> moveMembers(SubjectKey household, int toArea, LocalDate since) {
    return jdbc.sql(
            """
            select home as home_id, subject as subject_id
              from registry.move_members(array[:home]::integer[], array[:id]::uuid[], array[:area]::integer[],
                                         array[:since]::date[])
            """)
        .param("home", household.homeId())
        .param("id", household.subjectId())
        .param("area", toArea)
        .param("since", Date.valueOf(since))
        .query((row, number) -> key(row))
        .list();
  }

  // ---- consent

  List<Consent> consents(SubjectKey key) {
    return jdbc.sql(
            """
            select consent_id, text_version, how, given_on, guardian, recorded_name, withdrawn_on
              from registry.consent where home_id = :home and subject_id = :id
             order by withdrawn_on is not null, given_on desc, consent_id desc
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query(
            (row, number) -> {
              Date withdrawn = row.getDate("withdrawn_on");
              return new Consent(
                  row.getObject("consent_id", UUID.class),
                  row.getInt("text_version"),
                  Consent.How.valueOf(row.getString("how")),
                  row.getDate("given_on").toLocalDate(),
                  row.getString("guardian"),
                  row.getString("recorded_name"),
                  withdrawn == null ? null : withdrawn.toLocalDate());
            })
        .list();
  }

  void consent(
      SubjectKey key, Consent.How how, LocalDate on, String guardian, Instant at, Actor actor) {
    jdbc.sql(
            """
            insert into registry.consent
              (home_id, subject_id, text_version, how, given_on, guardian, recorded_at, recorded_by, recorded_name)
            values (:home, :id, :text, :how, :on, :guardian, :at, :by, :actor)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .param("text", Consent.CURRENT_TEXT)
        .param("how", how.name())
        .param("on", Date.valueOf(on))
        .param("guardian", guardian)
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("actor", actor.name())
        .update();
  }

  /** All consents of one person end, under whichever entry they stand. */
  int withdraw(Collection<SubjectKey> keys, LocalDate on, Instant at, Actor actor) {
    return keyed(
            """
            update registry.consent c
               set withdrawn_on = greatest(:on::date, c.given_on), withdrawn_at = :at, withdrawn_by = :by,
                   withdrawn_name = :actor
              from unnest(:homes::integer[], :ids::uuid[]) as k (home_id, subject_id)
             where c.home_id = k.home_id and c.subject_id = k.subject_id and c.withdrawn_on is null
            """,
            keys)
        .param("on", Date.valueOf(on))
        .param("at", Timestamp.from(at))
        .param("by", actor.accountId())
        .param("actor", actor.name())
        .update();
  }

  /** What was joined into one, and into that, at any remove. */
  List<SubjectKey> joinedInto(SubjectKey key) {
    return jdbc.sql(
            """
            with recursive same as (
              select :home::integer as home_id, :id::uuid as subject_id
              union
              select l.home_id, l.subject_id
                from same s
                join registry.subject_link l on l.other_home_id = s.home_id and l.other_subject_id = s.subject_id
                 and l.kind = 'JOINED_INTO')
            select home_id, subject_id from same where (home_id, subject_id) <> (:home, :id)
            """)
        .param("home", key.homeId())
        .param("id", key.subjectId())
        .query((row, number) -> key(row))
        .list();
  }

  // ---- reading rows of the result

  private static SubjectKey key(ResultSet row) throws SQLException {
    return new SubjectKey(row.getInt("home_id"), row.getObject("subject_id", UUID.class));
  }

  static Subject subject(ResultSet row, int number) throws SQLException {
    int home = row.getInt("home_id");
    int serial = row.getInt("serial");
    SubjectKind kind = SubjectKind.valueOf(row.getString("kind"));
    Map<SubjectField, Object> values = new EnumMap<>(SubjectField.class);
    for (SubjectField field : kind.fields()) {
      Object value =
          switch (field.form()) {
            case TEXT, CHOICE -> row.getString(field.column());
            case COUNT, YEAR -> row.getObject(field.column(), Integer.class);
            case YES_NO -> row.getObject(field.column(), Boolean.class);
          };
      if (value != null) {
        values.put(field, value);
      }
    }
    return new Subject(
        key(row),
        kind,
        serial,
        new SubjectCode(home, serial).printed(),
        row.getInt("area_id"),
        SubjectStatus.valueOf(row.getString("status")),
        row.getInt("version"),
        new SubjectEntry(
            row.getString("name"), row.getString("address"), row.getString("note"), values));
  }

  private static ListedSubject.PersonLinks links(ResultSet row) throws SQLException {
    String how = row.getString("how");
    Date on = row.getDate("given_on");
    return new ListedSubject.PersonLinks(
        row.getString("lives_in"),
        row.getString("works_in"),
        row.getString("studies_in"),
        how == null ? null : Consent.How.valueOf(how),
        on == null ? null : on.toLocalDate(),
        Objects.requireNonNullElse(row.getString("guardian"), ""));
  }

  private static ListedSubject listed(ResultSet row, ListedSubject.@Nullable PersonLinks person)
      throws SQLException {
    return new ListedSubject(
        subject(row, 0),
        row.getString("area"),
        row.getString("above"),
        row.getBoolean("village"),
        row.getBoolean("consents"),
        row.getObject("counted", Integer.class),
        row.getObject("counted_learners", Integer.class),
        person);
  }

  private static Membership membership(ResultSet row, int number) throws SQLException {
    Date until = row.getDate("until");
    return new Membership(
        MembershipRole.valueOf(row.getString("role")),
        key(row),
        SubjectKind.valueOf(row.getString("kind")),
        row.getString("name"),
        new SubjectCode(row.getInt("home_id"), row.getInt("serial")).printed(),
        row.getInt("area_id"),
        row.getString("area"),
        row.getString("status").equals("ACTIVE"),
        row.getDate("since").toLocalDate(),
        until == null ? null : until.toLocalDate());
  }
}
