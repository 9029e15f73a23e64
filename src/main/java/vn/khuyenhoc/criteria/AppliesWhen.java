package vn.khuyenhoc.criteria;

/** When an indicator applies to a household. */
public enum AppliesWhen {
  /** To every household. */
  ALWAYS {
    @Override
    public boolean holds(Facts facts) {
      return true;
    }
  },
  /** To households with children, and where that is not reported. */
  HAS_CHILDREN {
    @Override
    public boolean holds(Facts facts) {
      Integer children = facts.children();
      return children == null || children > 0;
    }
  },
  /** To households with adults, and where that is not reported. */
  HAS_ADULTS {
    @Override
    public boolean holds(Facts facts) {
      Integer adults = facts.adults();
      return adults == null || adults > 0;
    }
  };

  /** Whether it holds for these facts. */
  public abstract boolean holds(Facts facts);
}
