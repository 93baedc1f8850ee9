/** The numbers of a drawing as a table, for those who do not see it. */
export function Numbers(props: { caption: string; heads: string[]; rows: string[][] }) {
  return (
    // A table is as wide as its cells, whatever it is told; what is around it is not.
    <div className="quiet-hidden">
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is told by its column.
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
