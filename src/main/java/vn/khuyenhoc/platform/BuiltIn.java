package vn.khuyenhoc.platform;

/** What every installation starts with, given by the module it belongs to. */
public interface BuiltIn {

  /** Lower comes first: 10 areas, 20 criteria, 30 plans and targets. */
  int place();

  /** Loads it where it is not there yet; does nothing otherwise. */
  void loadOnce();
}
