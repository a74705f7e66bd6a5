// Tables that are published as text files: their columns, and how many rows there are where every copy has as many. A file
// stands here by its name where no other public file is known by it, else by its address.

/** A table in a text file. */
export interface TableFile {
  readonly separator: string;
  /** The names of the columns, where the first line holds them. */
  readonly header?: readonly string[];
  readonly columns: number;
  /** How many lines there are below the header. */
  readonly rows?: number;
}

/** A table whose first line names the columns. */
function headed(separator: string, names: string, rows?: number): TableFile {
  const header = names.split(separator);
  return { separator, header, columns: header.length, ...(rows === undefined ? {} : { rows }) };
}

/** A table without names of columns. */
function bare(separator: string, columns: number, rows?: number): TableFile {
  return { separator, columns, ...(rows === undefined ? {} : { rows }) };
}

const wine =
  '"fixed acidity";"volatile acidity";"citric acid";"residual sugar";"chlorides";"free sulfur dioxide";' +
  '"total sulfur dioxide";"density";"pH";"sulphates";"alcohol";"quality"';

const power =
  'Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;Sub_metering_1;Sub_metering_2;Sub_metering_3';

// The copies of the Jena table differ by some rows.
const jena =
  '"Date Time","p (mbar)","T (degC)","Tpot (K)","Tdew (degC)","rh (%)","VPmax (mbar)","VPact (mbar)","VPdef (mbar)",' +
  '"sh (g/kg)","H2OC (mmol/mol)","rho (g/m**3)","wv (m/s)","max. wv (m/s)","wd (deg)"';

const churn =
  'RowNumber,CustomerId,Surname,CreditScore,Geography,Gender,Age,Tenure,Balance,NumOfProducts,HasCrCard,IsActiveMember,' +
  'EstimatedSalary,Exited';

const heart = 'age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,target';

const titanic = 'survived,sex,age,n_siblings_spouses,parch,fare,class,deck,embark_town,alone';

const californiaBlocks =
  'longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,' +
  'median_house_value,ocean_proximity';

const creditCard = `"Time",${Array.from({ length: 28 }, (_, i) => `"V${i + 1}"`).join(',')},"Amount","Class"`;

const byName: ReadonlyMap<string, TableFile> = new Map([
  ['jena_climate_2009_2016.csv', headed(',', jena)],
  ['FordA_TRAIN.tsv', bare('\t', 501, 3601)],
  ['FordA_TEST.tsv', bare('\t', 501, 1320)],
  ['FordB_TRAIN.tsv', bare('\t', 501, 3636)],
  ['FordB_TEST.tsv', bare('\t', 501, 810)],
  ['PeMSD7_V_228.csv', bare(',', 228, 12672)],
  ['PeMSD7_W_228.csv', bare(',', 228, 228)],
  ['art_daily_small_noise.csv', headed(',', 'timestamp,value', 4032)],
  ['art_daily_jumpsup.csv', headed(',', 'timestamp,value', 4032)],
  ['winequality-red.csv', headed(';', wine, 1599)],
  ['winequality-white.csv', headed(';', wine, 4898)],
  ['pima-indians-diabetes.data.csv', bare(',', 9, 768)],
  ['pima-indians-diabetes.data', bare(',', 9, 768)],
  ['household_power_consumption.txt', headed(';', power, 2_075_259)],
  ['Churn_Modelling.csv', headed(',', churn, 10_000)],
  ['iris.data', bare(',', 5, 150)],
  ['wdbc.data', bare(',', 32, 569)],
  ['breast-cancer-wisconsin.data', bare(',', 11, 699)],
  ['sonar.all-data', bare(',', 61, 208)],
  ['adult.data', bare(',', 15, 32_561)],
  ['fer2013.csv', headed(',', 'emotion,pixels,Usage', 35_887)],
]);

const byAddress: ReadonlyMap<string, TableFile> = new Map([
  ['storage.googleapis.com/download.tensorflow.org/data/heart.csv', headed(',', heart, 303)],
  ['storage.googleapis.com/download.tensorflow.org/data/ecg.csv', bare(',', 141)],
  ['storage.googleapis.com/download.tensorflow.org/data/creditcard.csv', headed(',', creditCard, 284_807)],
  ['storage.googleapis.com/tf-datasets/titanic/train.csv', headed(',', titanic, 627)],
  ['storage.googleapis.com/tf-datasets/titanic/eval.csv', headed(',', titanic, 264)],
  [
    'raw.githubusercontent.com/ageron/handson-ml2/master/datasets/housing/housing.csv',
    headed(',', californiaBlocks, 20_640),
  ],
]);

/** The table in a file by its path or address, of which the end is enough; undefined for a file that is not listed. */
export function publicTable(path: string): TableFile | undefined {
  const address = byAddress.get(path.replace(/^https?:\/\//, ''));
  if (address !== undefined) return address;
  const name = path.split(/[\\/]/).pop() ?? '';
  return byName.get(name.replace(/\.(zip|gz)$/, ''));
}
