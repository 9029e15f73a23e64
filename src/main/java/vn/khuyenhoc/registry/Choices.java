package vn.khuyenhoc.registry;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What can be chosen in the register and is data: labour groups, kinds of units and centres. */
@Component
public class Choices {

  private final JdbcClient jdbc;

  Choices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The labour groups of citizens, each assessed by a form of its own; retired ones too. */
  public List<Choice> labourGroups() {
    return jdbc.sql(
            """
            select code, name, explanation, verified, retired from registry.labour_group order by place, code
            """)
        .query(Choice.class)
        .list();
  }

  /** The kinds of units; retired ones too. */
  public List<Choice> unitKinds() {
    return jdbc.sql(
            """
            select code, name, '' as explanation, true as verified, retired from registry.unit_kind order by place, code
            """)
        .query(Choice.class)
        .list();
  }

  /** The kinds of learning centres; retired ones too. */
  public List<Choice> centreKinds() {
    return jdbc.sql(
            """
            select code, name, '' as explanation, true as verified, retired from registry.centre_kind order by place, code
            """)
        .query(Choice.class)
        .list();
  }

  /** What a field can be chosen from; empty where it is no choice of data. */
  List<Choice> of(SubjectField field) {
    return switch (field) {
      case LABOUR_GROUP -> labourGroups();
      case UNIT_KIND -> unitKinds();
      case CENTRE_KIND -> centreKinds();
      default -> List.of();
    };
  }
}
