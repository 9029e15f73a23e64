package vn.khuyenhoc.reporting.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import vn.khuyenhoc.platform.BenchSql;

/**
 * Our own implementation of the design DHIS2 documents, to stand beside ours in the same database:
 * values kept as text by data element, period, organisation unit and option combinations; a
 * structure table with a column a level; a yearly analytics table that a batch rebuilds from both,
 * with its indexes, and that queries add up. Nothing of its text or code is taken.
 */
public final class BatchAnalytics {

  private static final int ELEMENT = 1;

  private final Connection owner;

  /** Works in this database, in a schema of its own. */
  public BatchAnalytics(Connection owner) {
    this.owner = owner;
  }

  /**
   * Fills it with one value a dossier of one year: whether it is recognised.
   *
   * @param atMost how many dossiers
   * @return how many values there are
   */
  public long fill(int year, long atMost) throws SQLException {
    BenchSql.execute(
        owner,
        """
        drop schema if exists batch cascade;
        create schema batch;
        create table batch.organisationunit (
          organisationunitid bigint primary key, uid text not null unique, parentid bigint, hierarchylevel integer not null);
        insert into batch.organisationunit
        select v.area_id, 'U' || lpad(v.area_id::text, 10, '0'), v.parent_id,
               case v.level when 0 then 1 when 1 then 2 when 3 then 3 else 4 end
          from areas.area_version v where v.valid @> platform.today() and v.level in (0, 1, 3, 4);
        create table batch.period (periodid bigint primary key, iso text not null, year integer not null);
        insert into batch.period values (%1$d, '%1$d', %1$d);
        create table batch.datavalue (
          dataelementid bigint not null, periodid bigint not null, sourceid bigint not null,
          categoryoptioncomboid bigint not null, attributeoptioncomboid bigint not null, value text,
          storedby text, created timestamp not null, lastupdated timestamp not null, deleted boolean not null default false);
        insert into batch.datavalue
        select %2$d, %1$d, d.area_now, 1, row_number() over (), case when d.stage = 'RECOGNISED' then '1' else '0' end,
               'sample', now(), now(), false
          from (select d.area_now, d.stage
                  from recognition.campaign c
                  join recognition.dossier d using (campaign_id)
                 where c.model = 'LEARNING_FAMILY' and c.year = %1$d and not c.training
                   and d.area_now %% greatest(1, (%4$d / %3$d)::integer) = 0
                 limit %3$d) d;
        alter table batch.datavalue add primary key
          (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid);
        create index on batch.datavalue (lastupdated);
        create index on batch.datavalue (sourceid);
        analyze batch.organisationunit, batch.datavalue
        """
            .formatted(
                year,
                ELEMENT,
                atMost,
                BenchSql.count(
                    owner,
                    "select count(*) from recognition.campaign c join recognition.dossier d using (campaign_id)"
                        + " where c.model = 'LEARNING_FAMILY' and not c.training and c.year = "
                        + year)));
    return BenchSql.count(owner, "select count(*) from batch.datavalue");
  }

  /** Turns one value that was no into yes, and commits; the unit it belongs to. */
  public void save() throws SQLException {
    BenchSql.execute(
        owner,
        """
        update batch.datavalue set value = '1', lastupdated = now()
         where ctid = (select ctid from batch.datavalue where value = '0' limit 1)
        """);
  }

  /**
   * The structure table and the year's analytics table, made beside the old ones and put in their
   * place.
   */
  public void rebuild(int year) throws SQLException {
    BenchSql.execute(
        owner,
        """
        create table batch.orgunitstructure_temp as
        select l4.organisationunitid, l4.uid as organisationunituid, 4 as level, l1.uid as uidlevel1, l2.uid as uidlevel2,
               l3.uid as uidlevel3, l4.uid as uidlevel4
          from batch.organisationunit l4
          join batch.organisationunit l3 on l3.organisationunitid = l4.parentid
          join batch.organisationunit l2 on l2.organisationunitid = l3.parentid
          join batch.organisationunit l1 on l1.organisationunitid = l2.parentid
         where l4.hierarchylevel = 4;
        alter table batch.orgunitstructure_temp add primary key (organisationunitid);
        analyze batch.orgunitstructure_temp;
        drop table if exists batch.orgunitstructure;
        alter table batch.orgunitstructure_temp rename to orgunitstructure;
        create table batch.analytics_%1$d_temp as
        select 'E' || v.dataelementid as dx, 'C' || v.categoryoptioncomboid as co, 'A' || v.attributeoptioncomboid as ao,
               s.organisationunituid as ou, s.level as oulevel, s.uidlevel1, s.uidlevel2, s.uidlevel3, s.uidlevel4,
               p.iso as yearly, p.year, v.value::double precision as value, v.value as textvalue
          from batch.datavalue v
          join batch.orgunitstructure s on s.organisationunitid = v.sourceid
          join batch.period p on p.periodid = v.periodid
         where not v.deleted and p.year = %1$d and v.value is not null
           and v.value ~ '^(-?[0-9]+)(\\.[0-9]+)?$';
        create index on batch.analytics_%1$d_temp (dx);
        create index on batch.analytics_%1$d_temp (co);
        create index on batch.analytics_%1$d_temp (ao);
        create index on batch.analytics_%1$d_temp (ou);
        create index on batch.analytics_%1$d_temp (oulevel);
        create index on batch.analytics_%1$d_temp (uidlevel1);
        create index on batch.analytics_%1$d_temp (uidlevel2);
        create index on batch.analytics_%1$d_temp (uidlevel3);
        create index on batch.analytics_%1$d_temp (uidlevel4);
        create index on batch.analytics_%1$d_temp (yearly);
        analyze batch.analytics_%1$d_temp;
        drop table if exists batch.analytics_%1$d;
        alter table batch.analytics_%1$d_temp rename to analytics_%1$d
        """
            .formatted(year));
  }

  /** The national figure by province. */
  public Map<String, Double> national(int year) throws SQLException {
    Map<String, Double> figures = new TreeMap<>();
    try (PreparedStatement query =
        owner.prepareStatement(
            """
            select uidlevel2, sum(value) from batch.analytics_%d
             where dx = ? and yearly = ? and uidlevel1 is not null group by uidlevel2
            """
                .formatted(year))) {
      query.setString(1, "E" + ELEMENT);
      query.setString(2, String.valueOf(year));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          figures.put(rows.getString(1), rows.getDouble(2));
        }
      }
    }
    return figures;
  }

  public void drop() throws SQLException {
    BenchSql.execute(owner, "drop schema batch cascade");
  }
}
