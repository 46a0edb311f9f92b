/** SQL: all attempts of one request together, for its row of the audit. A cost is unknown (null) when that of one attempt is. */
export const attemptsOfRequest = `SELECT count(*) AS attempts, coalesce(sum(input), 0) AS input, coalesce(sum(output), 0) AS output,
    CASE WHEN count(CASE WHEN cost IS NULL AND input + output > 0 THEN 1 END) > 0 THEN NULL
    ELSE coalesce(sum(cost), 0) END AS cost
  FROM attempt WHERE request = ?`;
