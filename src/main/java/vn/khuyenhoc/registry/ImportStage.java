package vn.khuyenhoc.registry;

/** How far an import is. */
public enum ImportStage {
  /** The file is kept and waits to be read, or is being read. */
  READING,
  /** Read and compared; waits for somebody to confirm or discard it. */
  PREVIEWED,
  /** Confirmed; waits to be applied, or is being applied. */
  APPLYING,
  /** Done. */
  APPLIED,
  /** Somebody decided against it; nothing was changed. */
  DISCARDED,
  /** The file could not be read; nothing was changed. */
  REFUSED
}
