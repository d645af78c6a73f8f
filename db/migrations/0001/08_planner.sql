-- Nearly every row has the one seat of this office. These indexes serve to look for references to a seat that is taken back; without a
-- word the planner would take them for a way to find rows, and read a million of them. ANALYZE makes its table and then reads it.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES
    ('progress_entry', 'progress_entry_seat', '1048576 1048576'), ('target_value', 'target_value_seat', '1048576 1048576'),
    ('review', 'review_seat', '1048576 1048576'), ('frozen_input', 'frozen_input_seat', '1048576 1048576');
ANALYZE sqlite_schema;
