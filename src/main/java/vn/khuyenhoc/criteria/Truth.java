package vn.khuyenhoc.criteria;

/** What a condition comes to: what is not reported leaves it unknown. */
enum Truth {
  TRUE,
  FALSE,
  UNKNOWN
}
