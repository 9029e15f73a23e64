package vn.khuyenhoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khuyenhoc.support.TestDatabase;

/**
 * Tables that grow with households, citizens and their dossiers can be laid on several machines by
 * {@code home_id}: it is in every unique key, because no machine could keep a key that it does not
 * see whole. Tables that grow with offices, officers and years stay whole on each machine. A new
 * table belongs to one or the other.
 */
class LargeTablesTest {

  /** Grow with areas, offices, officers, documents, campaigns and years. */
  private static final Set<String> OF_OFFICES =
      Set.of(
          "areas.ancestor",
          "areas.area",
          "areas.area_version",
          "areas.assignment_sheet",
          "areas.attribute",
          "areas.attribute_entry",
          "areas.attribute_withdrawn",
          "areas.boundary",
          "areas.boundary_replaced",
          "areas.draft",
          "areas.draft_file",
          "areas.former_district",
          "areas.reorganisation",
          "areas.succession",
          "areas.unassigned",
          "areas.undecided",
          "areas.withdrawn_version",
          "certificates.batch",
          "certificates.key_file",
          "certificates.print_part",
          "certificates.print_run",
          "certificates.series",
          "certificates.signing_key",
          "certificates.used_on_paper",
          "criteria.criteria_set",
          "criteria.guide",
          "criteria.spent_id",
          "identity.account",
          "identity.account_sheet",
          "identity.body_account",
          "identity.device",
          "identity.invitation",
          "identity.role_grant",
          "identity.role_moved",
          "platform.journal_seal",
          "platform.journal_unsealed",
          "recognition.campaign",
          "recognition.decision",
          "recognition.decision_correction",
          "recognition.meeting",
          "recognition.notice",
          "recognition.procedure",
          "recognition.signed_decision",
          "recognition.tally",
          "recognition.tally_day",
          "recognition.tally_together",
          "recognition.tally_wide",
          "registry.body",
          "registry.centre_kind",
          "registry.import_batch",
          "registry.import_moved",
          "registry.labour_group",
          "registry.person",
          "registry.person_moved",
          "registry.signer",
          "registry.unit_kind",
          "reminders.address",
          "reminders.calendar",
          "reminders.letter",
          "reminders.quiet",
          "reporting.declared_total",
          "reporting.indicator",
          "reporting.plan",
          "reporting.rating_scale",
          "reporting.reported_value",
          "reporting.saved_table",
          "reporting.table_part",
          "reporting.table_run",
          "reporting.target",
          "reports.attached",
          "reports.body_receipt",
          "reports.collection",
          "reports.collection_part",
          "reports.draft",
          "reports.figure_mark",
          "reports.obligation",
          "reports.obligation_input",
          "reports.obligation_move",
          "reports.obligation_occasion",
          "reports.obligation_party",
          "reports.obligation_version",
          "reports.past_report",
          "reports.report",
          "reports.section_text",
          "reports.sent",
          "reports.step",
          "reports.template",
          "reports.template_use");

  /** Keys of large tables without the home, and why. */
  private static final Map<String, String> WITHOUT_HOME =
      Map.ofEntries(
          Map.entry("registry.citizen_id_once", "one identity number in the country, by law"),
          Map.entry("certificates.certificate_pkey", "the number in the issuer's register, by law"),
          Map.entry("certificates.certificate_once", "other certificates and changes name it"),
          Map.entry("certificates.certificate_code", "printed; who scans it knows nothing else"),
          Map.entry("certificates.change_pkey", "lies beside its certificate"),
          Map.entry("recognition.application_pkey", "the home is not known before it is accepted"),
          Map.entry("recognition.application_code_key", "the number handed to who registers"),
          Map.entry("recognition.step_pkey", "one of many dossiers of a commune; lies by its area"),
          Map.entry("registry.import_row_pkey", "a list that is being read; lies by its batch"),
          Map.entry("registry.import_failure_pkey", "a list that is being read; lies by its batch"),
          Map.entry("registry.subject_row_pkey", "a list that is being read; lies by its batch"),
          Map.entry("platform.journal_pkey", "one chain of entries, appended and sealed in order"),
          Map.entry("platform.stored_file_pkey", "a file's content is its name; lies in a store"));

  private record Key(String table, String name, List<String> columns) {}

  private final JdbcClient sql = JdbcClient.create(TestDatabase.fresh().owner().dataSource());

  private List<Key> keys() {
    return sql.sql(
            """
            select c.oid::regclass::text as of_table, n.nspname || '.' || x.relname as name,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.oid and a.attnum = any (i.indkey::smallint[]))
              from pg_index i
              join pg_class c on c.oid = i.indrelid
              join pg_class x on x.oid = i.indexrelid
              join pg_namespace n on n.oid = c.relnamespace
             where (i.indisunique or i.indisexclusion) and c.relkind in ('r', 'p')
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public')
             order by 1, 2
            """)
        .query(
            (row, number) ->
                new Key(
                    row.getString(1),
                    row.getString(2),
                    List.of((String[]) row.getArray(3).getArray())))
        .list();
  }

  @Test
  void everyUniqueKeyOfALargeTableHoldsTheHome() {
    assertThat(keys())
        .filteredOn(key -> !OF_OFFICES.contains(key.table()))
        .filteredOn(key -> !key.columns().contains("home_id"))
        .extracting(Key::name)
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(WITHOUT_HOME.keySet()));
  }

  @Test
  void tablesOfOfficesAreThereAndHoldNoHouseholdOrCitizen() {
    List<String> tables =
        sql.sql(
                """
                select c.oid::regclass::text from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')
                """)
            .query(String.class)
            .list();
    assertThat(tables).containsAll(OF_OFFICES);
    assertThat(
            sql.sql(
                    """
                    select distinct k.conrelid::regclass::text from pg_constraint k
                     where k.contype = 'f'
                       and k.confrelid in ('registry.subject'::regclass, 'recognition.dossier'::regclass)
                    """)
                .query(String.class)
                .list())
        .allSatisfy(
            table ->
                assertThat(table)
                    .matches(
                        name -> !OF_OFFICES.contains(name) || name.equals("identity.role_grant"),
                        "lies beside households"));
  }
}
