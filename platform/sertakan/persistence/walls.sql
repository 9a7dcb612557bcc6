-- What stands in the living database, for walls.py to compare: each question answers with a table or role,
-- one side of it, and what is there.
SELECT c.relname, 'table', c.relkind::text
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f');

SELECT c.relname, 'owner', pg_get_userbyid(c.relowner)
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f');

SELECT c.relname, 'forced row security', 'on'
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity AND c.relforcerowsecurity;

SELECT c.relname,
       'grants to ' || CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(acl.grantee) END,
       string_agg(acl.privilege_type, ' ' ORDER BY acl.privilege_type)
FROM pg_class c, aclexplode(c.relacl) acl
WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee <> c.relowner
GROUP BY 1, 2;

SELECT c.relname,
       'columns for ' || CASE acl.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(acl.grantee) END,
       string_agg(acl.privilege_type || ' ' || a.attname, ' ' ORDER BY a.attname, acl.privilege_type)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) acl
WHERE c.relnamespace = 'public'::regnamespace
GROUP BY 1, 2;

SELECT tablename,
       'policy ' || policyname,
       format('%s %s %s using %s check %s',
              permissive, cmd, roles, coalesce(qual, '-'), coalesce(with_check, '-'))
FROM pg_policies
WHERE schemaname = 'public';

SELECT rolname,
       'powers',
       concat_ws(' ',
                 CASE WHEN rolsuper THEN 'superuser' END,
                 CASE WHEN rolbypassrls THEN 'bypassrls' END,
                 CASE WHEN rolcreaterole THEN 'createrole' END,
                 CASE WHEN rolcreatedb THEN 'createdb' END,
                 CASE WHEN rolreplication THEN 'replication' END)
FROM pg_roles
WHERE rolname IN ('sertakan_owner', 'sertakan_app', 'sertakan_worker', 'sertakan_oversight');

SELECT pg_get_userbyid(member), 'member of', string_agg(pg_get_userbyid(roleid), ' ')
FROM pg_auth_members
WHERE pg_get_userbyid(member) IN ('sertakan_owner', 'sertakan_app', 'sertakan_worker', 'sertakan_oversight')
GROUP BY 1;

SELECT r.rolname, 'may create in', string_agg(n.nspname, ' ')
FROM pg_roles r, pg_namespace n
WHERE r.rolname IN ('sertakan_app', 'sertakan_worker', 'sertakan_oversight')
  AND n.nspname IN ('public', 'jobs')
  AND has_schema_privilege(r.oid, n.oid, 'CREATE')
GROUP BY 1;

SELECT coalesce(pg_get_userbyid(nullif(setrole, 0)), 'every role'), 'setting', setting
FROM pg_db_role_setting, unnest(setconfig) setting
WHERE setting ILIKE 'sertakan.%' OR setting ILIKE 'row\_security%';

SELECT p.proname, 'function', 'security definer'
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
