using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Paraphe.Platform.Data.Migrations.Postgres;

/// <summary>
/// Written by hand. Where the extension pg_trgm may not be created, search is right but slow; an administrator who creates it later makes the
/// indexes with <c>SELECT search_indexes()</c>.
/// </summary>
[DbContext(typeof(PostgresDb))]
[Migration("20260101000001_Search")]
public sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DO $do$ BEGIN
                CREATE EXTENSION IF NOT EXISTS pg_trgm;
            EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
                RAISE WARNING 'Search stays slow: the extension pg_trgm cannot be created (%)', SQLERRM;
            END $do$;

            -- The text of a row as it is searched; a space begins each word.
            CREATE OR REPLACE FUNCTION search_text(source text) RETURNS text LANGUAGE sql IMMUTABLE AS $sql$
                SELECT CASE source
                    WHEN 'Invoices' THEN '(('' '' || "SearchText") || '' '') || "CustomerText"'
                    WHEN 'Quotes' THEN '(('' '' || "SearchText") || '' '') || "CustomerText"'
                    ELSE ''' '' || "SearchText"'
                END
            $sql$;

            -- A short list of what is not sorted in yet: each search reads it whole.
            CREATE OR REPLACE FUNCTION search_indexes() RETURNS void LANGUAGE plpgsql AS $plpgsql$
            DECLARE source text;
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN
                    RETURN;
                END IF;
                FOREACH source IN ARRAY ARRAY['Customers', 'Quotes', 'Requests', 'Invoices'] LOOP
                    EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %I USING gin ((%s) gin_trgm_ops) WITH (gin_pending_list_limit = 256)',
                        'IX_' || source || '_Search', source, search_text(source));
                END LOOP;
            END
            $plpgsql$;
            SELECT search_indexes();

            -- Rows of an account that hold all patterns of one alternative, in no order. Statistics guess badly how often a fragment occurs: the
            -- planner has no other way than the index. One NULL when it expects more rows than many.
            CREATE OR REPLACE FUNCTION search_ids(source text, account uuid, wanted text, most integer, many integer) RETURNS SETOF uuid LANGUAGE plpgsql
                SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $plpgsql$
            DECLARE conditions text; expected jsonb;
            BEGIN
                SELECT string_agg((SELECT string_agg(format('%s LIKE %L', search_text(source), pattern), ' AND ')
                    FROM jsonb_array_elements_text(alternative) pattern), ' OR ')
                INTO conditions FROM jsonb_array_elements(wanted::jsonb) alternative;
                IF many IS NOT NULL THEN
                    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM %I WHERE "AccountId" = %L AND (%s)', source, account, conditions) INTO expected;
                    IF (expected #>> '{0,Plan,Plan Rows}')::bigint > many THEN
                        RETURN NEXT NULL;
                        RETURN;
                    END IF;
                END IF;
                RETURN QUERY EXECUTE format('SELECT "Id" FROM %I WHERE "AccountId" = $1 AND (%s) LIMIT $2', source, conditions) USING account, most;
            END
            $plpgsql$;
            """
        );
    }
}
