-- A secret for each file, mixed into the key of its container: to take one document back is to destroy its row. NULL
-- where the container was begun before and is sealed with the dossier's key alone.
ALTER TABLE file ADD COLUMN secret BLOB;
