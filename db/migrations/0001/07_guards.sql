-- What may never be rewritten, not even by a fault of the program or by another tool (MODEL 9, 10, 12, 16).

-- The change log is append-only. An entry is open until it has its hash; afterwards it only learns, once, what undid it.
CREATE TRIGGER change_stays BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'an entry of the change log cannot be deleted'); END;
CREATE TRIGGER change_as_sealed BEFORE UPDATE OF id, at_ms, person_id, person_text, node_id, epoch_id, label, kind, counter_action,
    undoes, schema, program, prev_hash, hash ON change WHEN OLD.hash <> ''
BEGIN SELECT RAISE(ABORT, 'an entry of the change log cannot be changed'); END;
CREATE TRIGGER change_undone_once BEFORE UPDATE OF undone_by ON change WHEN OLD.undone_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a change is undone once'); END;

-- The text of a row may be redacted; its digest, over which the chain runs, stays.
CREATE TRIGGER change_row_stays BEFORE DELETE ON change_row
BEGIN SELECT RAISE(ABORT, 'a row of the change log cannot be deleted'); END;
CREATE TRIGGER change_row_as_logged BEFORE UPDATE ON change_row
    WHEN NEW.change_id IS NOT OLD.change_id OR NEW.seq IS NOT OLD.seq OR NEW.tbl IS NOT OLD.tbl OR NEW.row_id IS NOT OLD.row_id
      OR NEW.before_digest IS NOT OLD.before_digest OR NEW.after_digest IS NOT OLD.after_digest
      OR (NEW.before IS NOT NULL AND NEW.before IS NOT OLD.before) OR (NEW.after IS NOT NULL AND NEW.after IS NOT OLD.after)
BEGIN SELECT RAISE(ABORT, 'a row of the change log can only be redacted'); END;
CREATE TRIGGER change_row_in_time BEFORE INSERT ON change_row WHEN (SELECT hash FROM change WHERE id = NEW.change_id) <> ''
BEGIN SELECT RAISE(ABORT, 'this entry of the change log is complete'); END;
CREATE TRIGGER change_bulk_in_time BEFORE INSERT ON change_bulk WHEN (SELECT hash FROM change WHERE id = NEW.change_id) <> ''
BEGIN SELECT RAISE(ABORT, 'this entry of the change log is complete'); END;
CREATE TRIGGER change_bulk_stays BEFORE DELETE ON change_bulk
BEGIN SELECT RAISE(ABORT, 'a row of the change log cannot be deleted'); END;
CREATE TRIGGER change_bulk_as_logged BEFORE UPDATE ON change_bulk WHEN (SELECT hash FROM change WHERE id = OLD.change_id) <> ''
BEGIN SELECT RAISE(ABORT, 'a row of the change log cannot be changed'); END;

-- A submitted revision never changes. It can be recalled to a draft, but not what counted when the period was closed.
CREATE TRIGGER progress_rev_stays BEFORE DELETE ON progress_rev WHEN OLD.phase = 'submitted'
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be deleted'); END;
CREATE TRIGGER progress_rev_as_submitted BEFORE UPDATE OF id, entry_id, rev, kind, state, percent, done_on, given, result, difficulty,
    cause, proposal, reason, authority_id, authority_text, slip_id, person_id, person_text, at_ms ON progress_rev
    WHEN OLD.phase = 'submitted'
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be changed'); END;
CREATE TRIGGER progress_rev_as_closed BEFORE UPDATE OF phase, hash ON progress_rev
    WHEN OLD.phase = 'submitted' AND OLD.rev <= (SELECT closed_rev FROM progress_entry WHERE id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'what counted at the close stays'); END;
CREATE TRIGGER progress_entry_as_closed BEFORE UPDATE OF closed_rev ON progress_entry WHEN OLD.closed_rev IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what counted at the close stays'); END;

CREATE TRIGGER value_rev_stays BEFORE DELETE ON value_rev WHEN OLD.phase = 'submitted'
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be deleted'); END;
CREATE TRIGGER value_rev_as_submitted BEFORE UPDATE OF id, value_id, rev, kind, given, num, den, val, note, reason, authority_id,
    authority_text, slip_id, person_id, person_text, at_ms ON value_rev WHEN OLD.phase = 'submitted'
BEGIN SELECT RAISE(ABORT, 'a submitted revision cannot be changed'); END;
CREATE TRIGGER value_rev_as_closed BEFORE UPDATE OF phase, hash ON value_rev
    WHEN OLD.phase = 'submitted' AND OLD.rev <= (SELECT closed_rev FROM target_value WHERE id = OLD.value_id)
BEGIN SELECT RAISE(ABORT, 'what counted at the close stays'); END;
CREATE TRIGGER target_value_as_closed BEFORE UPDATE OF closed_rev ON target_value WHEN OLD.closed_rev IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what counted at the close stays'); END;

-- A period is closed once.
CREATE TRIGGER period_close_stays BEFORE DELETE ON period_close
BEGIN SELECT RAISE(ABORT, 'a close cannot be removed'); END;
CREATE TRIGGER period_close_as_it_was BEFORE UPDATE OF id, seat_id, unit_id, period, at_ms, person_id, person_text, gone ON period_close
BEGIN SELECT RAISE(ABORT, 'a close cannot be changed'); END;

-- Signed papers keep their figures; numbers are issued or void, never gone.
CREATE TRIGGER frozen_figure_stays BEFORE DELETE ON frozen_figure
BEGIN SELECT RAISE(ABORT, 'a signed figure cannot be deleted'); END;
CREATE TRIGGER frozen_figure_as_signed BEFORE UPDATE ON frozen_figure
BEGIN SELECT RAISE(ABORT, 'a signed figure cannot be changed'); END;
CREATE TRIGGER frozen_input_stays BEFORE DELETE ON frozen_input
BEGIN SELECT RAISE(ABORT, 'a signed figure cannot be deleted'); END;
CREATE TRIGGER frozen_input_as_signed BEFORE UPDATE ON frozen_input
BEGIN SELECT RAISE(ABORT, 'a signed figure cannot be changed'); END;
CREATE TRIGGER report_stays BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'a signed report cannot be deleted'); END;
CREATE TRIGGER report_as_signed BEFORE UPDATE OF kind, period, as_of, register_id, signed_on, signer_text, content_sha256, pdf_sha256,
    replaces_id ON report
BEGIN SELECT RAISE(ABORT, 'a signed report cannot be changed'); END;
CREATE TRIGGER number_register_stays BEFORE DELETE ON number_register
BEGIN SELECT RAISE(ABORT, 'an issued number cannot be deleted'); END;
